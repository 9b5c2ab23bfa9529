//! The functions that a web page calls.

/// Returns the network's answer for one of the images.
#[unsafe(no_mangle)]
extern "C" fn answer(number: u32) -> u32 {
    crate::answer(number as usize) as u32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
