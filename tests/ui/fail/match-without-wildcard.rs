//! Every variant of today is there; tomorrow's list may have one more.

use errcat::tencent_meeting::OAuthError;

fn is_token_fault(error: OAuthError) -> bool {
    match error {
        OAuthError::InvalidParameter => false,
        OAuthError::SystemError => false,
        OAuthError::AppBanned => false,
        OAuthError::InvalidAuthCode => false,
        OAuthError::InvalidAppSecret => false,
        OAuthError::InvalidOpenId => false,
        OAuthError::AccessTokenExpired => true,
        OAuthError::RefreshTokenExpired => true,
        OAuthError::SystemErrorWithDetail => false,
    }
}

fn main() {
    is_token_fault(OAuthError::SystemError);
}
