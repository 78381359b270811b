errcat::codes!("../tables");
