//! Has no standard library: the compiler refuses a second panic handler, and the standard library has one.

#![no_std]
#![deny(warnings)]

errcat::codes!("../codes.toml");

/// Uses both kinds of enum.
#[must_use]
pub fn is_down(device: DeviceError, link: LinkError) -> bool {
    device.code() < 0 && link.code() == "LD"
}

/// An error of its own.
#[derive(Debug, errcat::Coded)]
#[coded(link_error::Down { name: 0 })]
pub struct Unreachable(pub &'static str);

/// What is not known while compiling takes an allocator, and nothing else.
#[must_use]
pub fn is_link(unreachable: &Unreachable) -> bool {
    errcat::HasCode::error_code(unreachable) == link_error::Down::CODE
}

/// Everything is known while compiling.
pub const OVERHEATED: Option<DeviceError> = DeviceError::from_code(-7);

const _: () = {
    assert!(matches!(OVERHEATED, Some(DeviceError::Overheated)));
    assert!(matches!(LinkError::from_code("LD"), Some(LinkError::Down)));
    assert!(LinkError::from_name("Up").is_none());
    assert!(DeviceError::Overheated.http_status() == 503);
};

#[panic_handler]
fn on_panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
