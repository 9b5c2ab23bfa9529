//! Classifies the digits on a Cortex-M microcontroller, and prints the answers to the debugger or
//! the emulator.

#![no_std]
#![no_main]

use cortex_m_rt::entry;
use cortex_m_semihosting::debug::{EXIT_FAILURE, EXIT_SUCCESS, exit};
use cortex_m_semihosting::hprintln;

#[entry]
fn main() -> ! {
    for number in 0..embed_digits::DIGITS {
        hprintln!("{}", embed_digits::answer(number));
    }
    exit(EXIT_SUCCESS);
    loop {}
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    exit(EXIT_FAILURE);
    loop {}
}
