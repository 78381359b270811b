//! Tests the enums of sets: the entries that they have, what they share with the enum of their table, and failures of both.

#![allow(clippy::unwrap_used, deprecated)] // a test fails by panicking, in its helpers too

use std::fmt;

use errcat::{
    Category, CodeSet, Coded, ErrorCode, Exposure, Failure, HasCode, Received, WireCode, decode, find_code,
};

errcat::codes!("sets/orders.toml");

/// The entries of a set are in the order of the catalog. The masks of its internal entries and of the table are among them.
#[test]
fn a_set_has_the_entries_that_it_lists_and_what_masks_them() {
    use OrderError::{
        InvalidAddress, InvalidQuantity, LedgerCorrupted, LedgerFailed, OrderShipped, OutOfStock,
        ServiceFailed,
    };
    let of_table = |set: Vec<OrderError>, expected: &[OrderError]| assert_eq!(set, expected);
    let create = CreateError::ALL.into_iter().map(OrderError::from).collect();
    of_table(create, &[OutOfStock, InvalidQuantity, InvalidAddress, ServiceFailed]);
    let cancel = CancelProblem::ALL.into_iter().map(OrderError::from).collect();
    of_table(cancel, &[OrderShipped, LedgerCorrupted, LedgerFailed, ServiceFailed]);
    let commit: Vec<StateError> = CommitError::ALL.into_iter().map(StateError::from).collect();
    assert_eq!(commit, [StateError::Deadlock, StateError::UniqueViolation]);
    assert_eq!((CreateError::ALL.len(), CreateError::ALL.get(3)), (4, Some(CreateError::ServiceFailed)));
    assert_eq!(CreateError::ALL.get(4), None);
}

/// There is no further variant, so that these functions compile; an entry that is added to the set needs an arm.
#[test]
fn a_match_over_a_set_is_exhaustive() {
    fn is_of_the_caller(error: CreateError) -> bool {
        match error {
            CreateError::OutOfStock | CreateError::ServiceFailed => false,
            CreateError::InvalidQuantity | CreateError::InvalidAddress => true,
        }
    }

    fn is_lost(error: CommitError) -> bool {
        match error {
            CommitError::Deadlock => false,
            CommitError::UniqueViolation => true,
        }
    }

    assert!(is_of_the_caller(CreateError::InvalidQuantity) && is_lost(CommitError::UniqueViolation));
}

/// Whatever an entry says in its table, it says in each of its sets.
fn says_the_same<S>()
where
    S: CodeSet + fmt::Debug + fmt::Display,
    S::Table: fmt::Debug + fmt::Display,
{
    for code in <S::Table as ErrorCode>::ALL {
        let Ok(own) = S::try_from(code) else {
            assert_eq!(S::from_code(code.wire_code()), None, "{code:?}");
            assert_eq!(S::from_name(code.name()), None, "{code:?}");
            continue;
        };
        assert_eq!(S::from_code(code.wire_code()), Some(own));
        assert_eq!(S::from_name(code.name()), Some(own));
        assert_eq!(code.wire_code().to_string().parse(), Ok(own));
        assert_eq!((own.wire_code(), own.name(), own.title()), (code.wire_code(), code.name(), code.title()));
        assert_eq!(
            (own.message_in("zh"), own.help(), own.url()),
            (code.message_in("zh"), code.help(), code.url())
        );
        assert_eq!((own.category(), own.retry(), own.class()), (code.category(), code.retry(), code.class()));
        assert_eq!((own.http_status(), own.exposure()), (code.http_status(), code.exposure()));
        assert_eq!((own.recovery(), own.exit_code()), (code.recovery(), code.exit_code()));
        assert_eq!((format!("{own} {own:?}"), own.any_code()), (format!("{code} {code:?}"), code.any_code()));
        assert_eq!(own.any_code().downcast::<S>(), Some(own));
        assert_eq!(own.any_code().downcast::<S::Table>(), Some(code));

        let (of_set, of_table) = (Failure::from(own), Failure::from(code));
        assert_eq!((of_set.encode("zh"), of_set.headers()), (of_table.encode("zh"), of_table.headers()));
        assert_eq!(of_set.problem_details("en"), of_table.problem_details("en"));
        assert_eq!(of_set.outgoing().response(), of_table.outgoing().response());
        assert_eq!(of_set.to_string(), of_table.to_string());
        assert_eq!(of_set.into_table().received(), of_table.received());
    }
}

#[test]
fn an_entry_says_the_same_in_its_table_and_in_its_sets() {
    says_the_same::<CreateError>();
    says_the_same::<CancelProblem>();
    says_the_same::<CommitError>();
}

#[test]
fn the_accessors_of_a_set_are_const() {
    const CODE: u16 = CreateError::OutOfStock.code();
    const FOUND: Option<CreateError> = CreateError::from_code(2009);
    const NAMED: Option<CreateError> = CreateError::from_name("Gone");
    const OTHER: Option<CreateError> = CreateError::from_code(30);
    const TEXT: &str = CommitError::Deadlock.code();
    const STATE: Option<CommitError> = CommitError::from_code("42601");
    assert_eq!((CODE, FOUND, NAMED), (17, Some(CreateError::OutOfStock), Some(CreateError::OutOfStock)));
    assert_eq!((OTHER, TEXT, STATE), (None, "40P01", None));
    assert_eq!(u16::from(CreateError::InvalidQuantity), 21);
    assert_eq!(<&str>::from(CommitError::Deadlock), "40P01");
    assert_eq!(CancelProblem::LedgerCorrupted.exposure(), Exposure::Internal);
}

#[test]
fn the_error_of_a_conversion_names_the_set() {
    let error = CreateError::try_from(OrderError::OrderShipped).unwrap_err();
    assert_eq!(error.to_string(), "`30` is not a valid code of CreateError");
}

fn create(quantity: u32, left: u32) -> Result<(), Failure<CreateError>> {
    match quantity {
        0 => Err(CreateError::InvalidQuantity)?,
        _ if quantity > left => Err(create_error::OutOfStock { left, token: String::new().into() })?,
        _ => Ok(()),
    }
}

#[test]
fn a_handler_returns_the_set_of_its_operation() {
    let failure = create(0, 3).unwrap_err();
    assert_eq!(failure.code(), Some(CreateError::InvalidQuantity));
    let failure = create(5, 3).unwrap_err();
    assert_eq!(failure.message_in("zh").unwrap(), "仅剩 3 件");
    assert_eq!(create_error::OutOfStock::try_from(&failure).unwrap().left, 3);
    let of_table = failure.into_table();
    assert_eq!(order_error::OutOfStock::try_from(&of_table).unwrap().left, 3);
}

/// The structs of an entry in its table and in its sets have the same fields.
#[test]
fn params_of_the_table_are_converted_into_those_of_a_set_and_back() {
    let params = order_error::OutOfStock { left: 7, token: "secret".to_owned().into() };
    let failure: Failure<CreateError> = params.clone().into();
    assert_eq!(failure.code(), Some(CreateError::OutOfStock));
    assert!(!format!("{failure} {failure:?}").contains("secret"));
    let own: create_error::OutOfStock = params.clone().into();
    assert_eq!(
        (own.left, own.error_code(), own.to_string()),
        (7, CreateError::OutOfStock, params.to_string())
    );
    assert_eq!(order_error::OutOfStock::from(own), params);
}

#[derive(Debug, Coded)]
#[coded(table = CreateError)]
enum Refused {
    #[coded(InvalidQuantity)]
    Quantity,
    #[coded(create_error::OutOfStock { left, token })]
    Stock { left: u32, token: errcat::Sensitive<String> },
    #[coded(transparent)]
    Other(CreateError),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl std::error::Error for Refused {}

#[test]
fn an_error_type_of_ones_own_has_the_codes_of_a_set() {
    let failure = Failure::from(Refused::Stock { left: 2, token: String::new().into() });
    assert_eq!(
        (failure.code(), failure.message().unwrap()),
        (Some(CreateError::OutOfStock), "Only 2 are left".into())
    );
    assert_eq!(find_code::<CreateError>(&failure), Some(CreateError::OutOfStock));
    assert_eq!(find_code::<OrderError>(&failure.into_table()), Some(OrderError::OutOfStock));
    assert_eq!(Refused::Quantity.error_code(), CreateError::InvalidQuantity);
    assert_eq!(Refused::Other(CreateError::ServiceFailed).any_code(), OrderError::ServiceFailed);
    let struct_of_set = create_error::OutOfStock { left: 1, token: String::new().into() };
    assert_eq!(find_code::<CreateError>(&struct_of_set), Some(CreateError::OutOfStock));
}

/// A client decodes by the set of the operation. An entry that the operation does not name keeps its code and its meaning.
#[test]
fn a_response_is_decoded_by_a_set() {
    let failure = decode::<CreateError>(400, &(), br#"{"code":1017,"params":{"left":3}}"#).unwrap_err();
    assert_eq!(failure.code(), Some(CreateError::OutOfStock));
    assert_eq!(failure.wire_code(), Some(&WireCode::Number(1017)));
    assert_eq!(create_error::OutOfStock::try_from(&failure).unwrap().left, 3);

    let shipped =
        decode::<CreateError>(400, &(), br#"{"code":30,"message":"It is on its way"}"#).unwrap_err();
    assert_eq!(*shipped.received(), Received::Unknown(WireCode::Number(30)));
    assert_eq!(
        (shipped.category(), shipped.retry()),
        (Category::FailedPrecondition, OrderError::OrderShipped.retry())
    );
    assert_eq!(shipped.server_message(), Some("It is on its way"));
    let shipped = shipped.into_table();
    assert_eq!(shipped.code(), Some(OrderError::OrderShipped));

    let also = decode::<CancelProblem>(400, &(), br#"{"code":2003}"#).unwrap_err();
    assert_eq!(*also.received(), Received::Unknown(WireCode::Number(2003)));
    let also = also.into_table();
    assert_eq!(
        (also.code(), also.wire_code()),
        (Some(OrderError::OutOfStock), Some(&WireCode::Number(2003)))
    );
}

#[test]
fn what_an_operation_does_not_name_becomes_the_mask_of_the_table() {
    let failure: Failure<CreateError> =
        Failure::from(OrderError::OrderShipped).with_trace_id("5f1c").into_set();
    assert_eq!((failure.code(), failure.trace_id()), (Some(CreateError::ServiceFailed), Some("5f1c")));
    let source = std::error::Error::source(&failure).unwrap();
    assert_eq!(find_code::<OrderError>(source), Some(OrderError::OrderShipped));

    // An internal one is masked when it leaves; the log has it as it is.
    let ledger = Failure::from(OrderError::LedgerCorrupted).with_server_message("page 7");
    let ledger: Failure<CancelProblem> = ledger.into_set();
    assert_eq!(ledger.code(), Some(CancelProblem::LedgerCorrupted));
    assert_eq!(ledger.outgoing().response().body, br#"{"code":41,"message":"Ledger failed"}"#);

    // Without a mask in the catalog, it keeps its code.
    let failure: Failure<CommitError> = Failure::from(StateError::SyntaxError).into_set();
    assert_eq!(*failure.received(), Received::Unknown(WireCode::from("42601")));
    assert_eq!(failure.category(), Category::InvalidArgument);
}

#[test]
fn a_failure_outside_of_a_set_is_returned_as_it_is() {
    let shipped = Failure::from(OrderError::OrderShipped).with_trace_id("5f1c");
    let shipped = shipped.try_into_set::<CreateError>().unwrap_err();
    assert_eq!((shipped.code(), shipped.trace_id()), (Some(OrderError::OrderShipped), Some("5f1c")));
    let unknown = Failure::<OrderError>::from_wire_code(7).try_into_set::<CreateError>().unwrap();
    assert_eq!(unknown.wire_code(), Some(&WireCode::Number(7)));
}

/// The outer code of items is the common one, or else that of the table.
#[test]
fn the_items_of_a_set_are_those_of_its_table() {
    let item = |code: OrderError, at: &str| Failure::from(code).with_pointer(at);
    let same =
        Failure::combined([item(OrderError::InvalidQuantity, "/a"), item(OrderError::InvalidQuantity, "/b")]);
    let same: Failure<CreateError> = same.unwrap().into_set();
    assert_eq!(same.code(), Some(CreateError::InvalidQuantity));
    assert_eq!(same.items().iter().map(Failure::pointer).collect::<Vec<_>>(), [Some("/a"), Some("/b")]);
    assert_eq!(same.encode("en"), same.into_table().encode("en"));
    let mixed =
        Failure::combined([item(OrderError::InvalidQuantity, "/a"), item(OrderError::OutOfStock, "/b")]);
    assert_eq!(mixed.unwrap().code(), Some(OrderError::InvalidOrder));
    let received =
        decode::<CreateError>(400, &(), br#"{"code":21,"errors":[{"code":21,"at":"/a"},{"code":30}]}"#);
    let items = received.unwrap_err();
    let codes: Vec<_> = items.items().iter().map(|item| (item.code(), item.pointer())).collect();
    assert_eq!(codes, [(Some(CreateError::InvalidQuantity), Some("/a")), (None, None)]);
}
