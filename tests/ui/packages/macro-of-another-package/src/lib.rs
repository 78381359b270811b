wrapper::errors!();
