//! The caches of the processor: alignment, prefetching, and what fits.

/// The bytes of a cache line.
pub(super) const CACHE_LINE: usize = 64;

/// The bytes of the L1 data cache of most processors.
pub(super) const L1_BYTES: usize = 32 * 1024;

/// The elements of a tile of `B` that stays in the L1 cache while block after block uses it.
pub(super) const L1_ELEMENTS: usize = 4096;

/// A value that begins with a cache line, so that no vector load crosses two.
#[repr(align(64))]
pub(super) struct CacheAligned<A>(pub(super) A);

/// Prefetches the cache line of an address, where the compiler has an instruction for it. The
/// address need not be valid.
#[inline(always)]
pub(super) fn prefetch<T>(address: *const T) {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: every such processor has the instruction, which never faults, whatever the address.
    unsafe {
        core::arch::x86_64::_mm_prefetch::<{ core::arch::x86_64::_MM_HINT_T0 }>(address.cast());
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    let _ = address;
}
