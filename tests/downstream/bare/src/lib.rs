//! Does without the standard library, whose panic handler would conflict with the one below.

#![no_std]
#![deny(warnings)]

errcat::codes!("../codes.toml");

/// Uses enums with integer and with string codes.
#[must_use]
pub fn is_down(device: DeviceError, link: LinkError) -> bool {
    device.code() < 0 && link.code() == "LD"
}

/// An error type that derives `Coded`.
#[derive(Debug, errcat::Coded)]
#[coded(link_error::Down { name: 0 })]
pub struct Unreachable(pub &'static str);

/// Uses the traits, which need an allocator only for values that are unknown at compile time.
#[must_use]
pub fn is_link(unreachable: &Unreachable) -> bool {
    errcat::HasCode::error_code(unreachable) == link_error::Down::CODE
}

errcat::union! {
    /// An error of either table.
    pub enum Lost {
        /// Of a device.
        Device(DeviceError),
        /// Of a link.
        Link(LinkError),
    }
}

/// Returns an error that a struct of params is converted into.
///
/// # Errors
///
/// Always.
pub fn lose(name: &'static str) -> Result<(), Lost> {
    Err(link_error::Down { name: name.into() })?
}

/// A code that is found at compile time.
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
