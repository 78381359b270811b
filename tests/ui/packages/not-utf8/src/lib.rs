errcat::codes!("../codes.toml");
