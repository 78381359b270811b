errcat::codes!("../../codes.toml");
