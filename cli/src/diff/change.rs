//! Defines the kinds of changes: for each its id, whom it affects, how severe it is, what it breaks, and what to do.

use errcat_catalog::Role;

/// How severe a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Impact {
    /// Something that works stops working.
    Breaking,
    /// It behaves differently, which somebody may notice.
    Notable,
    /// Nobody has to do anything.
    Fine,
}

impl Impact {
    /// Every impact, the most severe first.
    pub(super) const ALL: [Impact; 3] = [Impact::Breaking, Impact::Notable, Impact::Fine];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Impact::Breaking => "breaking",
            Impact::Notable => "notable",
            Impact::Fine => "fine",
        }
    }

    /// Returns the part of a semantic version that a release with such a change increments.
    pub(super) const fn bump(self) -> &'static str {
        match self {
            Impact::Breaking => "major",
            Impact::Notable => "minor",
            Impact::Fine => "patch",
        }
    }
}

/// What a change affects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Affected {
    /// Rust code that uses the enums.
    Source,
    /// Clients and servers that were built before the change.
    Wire,
    /// What callers do after a failure.
    Retry,
    /// Logs, alerts, dashboards and scripts.
    Operators,
    /// Documentation and translations.
    Docs,
}

impl Affected {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Affected::Source => "source",
            Affected::Wire => "wire",
            Affected::Retry => "retry",
            Affected::Operators => "operators",
            Affected::Docs => "docs",
        }
    }
}

/// The section of a release note that lists a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Added,
    Changed,
    Deprecated,
    Removed,
    /// Not listed: readers of a release note have nothing from it.
    Omitted,
}

macro_rules! changes {
    ($(
        $variant:ident $id:literal [$($affected:ident)*] $own:ident $mirror:ident $section:ident:
            $breaks:literal => $help:literal;
    )*) => {
        /// A kind of change. Its [id](Change::id) is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Change {
            $(#[doc = concat!("`", $id, "`: ", $breaks, ".")] $variant,)*
        }

        impl Change {
            /// Returns the stable name, such as `entry-removed`.
            pub(super) const fn id(self) -> &'static str {
                match self { $(Change::$variant => $id,)* }
            }

            /// Returns what it affects.
            pub(super) const fn affects(self) -> &'static [Affected] {
                match self { $(Change::$variant => &[$(Affected::$affected),*],)* }
            }

            /// Returns how severe it is, for a catalog that defines its API or for one that follows another's.
            pub(super) const fn impact(self, role: Role) -> Impact {
                match (self, role) {
                    $(
                        (Change::$variant, Role::Own) => Impact::$own,
                        (Change::$variant, Role::Mirror) => Impact::$mirror,
                    )*
                }
            }

            /// Returns the section of a release note that lists it.
            pub(super) const fn section(self) -> Section {
                match self { $(Change::$variant => Section::$section,)* }
            }

            /// Returns what it means for those that it affects, as a clause.
            pub(super) const fn breaks(self) -> &'static str {
                match self { $(Change::$variant => $breaks,)* }
            }

            /// Returns what to do about it.
            pub(super) const fn help(self) -> &'static str {
                match self { $(Change::$variant => $help,)* }
            }

            /// Every kind of change, in the order of the table.
            #[cfg(test)]
            pub(super) const ALL: &'static [Change] = &[$(Change::$variant),*];
        }
    };
}

// Each row: id, what it affects, the impact for a catalog that defines its API and for one that follows another's, the section
// of the release note, what it means => what to do.
changes! {
    EntryAdded "entry-added" [Wire] Notable Fine Added:
        "clients built before treat the code as one that their catalog does not have"
        => "release it to clients before the service sends it";
    EntryRefined "entry-refined" [Source Wire Retry] Notable Notable Added:
        "failures with this subcode are no longer the entry that they were"
        => "handle the new entry wherever the refined one is matched";
    EntryAddedToSet "entry-added-to-set" [Source Wire] Breaking Notable Changed:
        "an exhaustive match over the set does not compile, and clients built before do not expect the entry"
        => "release a major version, or return an entry that the set has";
    EntryRemovedFromSet "entry-removed-from-set" [Source] Notable Notable Changed:
        "the variant of the set's enum is gone"
        => "remove the arm that matches it";
    DeprecatedEntryRemoved "deprecated-entry-removed" [Source] Notable Notable Removed:
        "code that still uses the deprecated entry does not compile"
        => "use the entry that replaces it";
    EntryRemoved "entry-removed" [Source Wire] Breaking Notable Removed:
        "code that uses the entry does not compile"
        => "deprecate it in a release first, with the entry to use instead";
    UnreservedEntryRemoved "unreserved-entry-removed" [Source Wire] Breaking Notable Removed:
        "code that uses the entry does not compile, and its code may be used again with another meaning"
        => "add the code to the table's `reserved.codes`";
    EntryRemovedEarly "entry-removed-early" [Source Wire] Breaking Fine Removed:
        "the entry is gone before the release in which its `deprecated.until` announced that"
        => "keep it until then";
    CodeReused "code-reused" [Wire Retry Operators] Breaking Breaking Changed:
        "clients built before decode the code with its old meaning"
        => "use a code that has never been used, and reserve this one";
    CodesSwapped "codes-swapped" [Wire Retry] Breaking Breaking Changed:
        "clients built before decode each of the two as the other one, silently"
        => "give both entries their codes back";
    CodeChanged "code-changed" [Source Wire Operators] Breaking Breaking Changed:
        "the old code is no longer decoded, and clients built before do not know the new one"
        => "keep the code, or list the old one in `also`";
    CodeChangedWithAlso "code-changed-with-also" [Source Wire] Breaking Notable Changed:
        "clients built before do not know the new code"
        => "keep sending the old code, and list the new one in `also` until all clients have it";
    CodeTypeChanged "code-type-changed" [Source Wire] Breaking Breaking Changed:
        "`code()` returns another type, and a code may have another form on the wire"
        => "keep the type, or release a major version";
    AlsoAdded "also-added" [] Fine Fine Changed:
        "more codes are decoded as this entry"
        => "nothing has to be done";
    AlsoRemoved "also-removed" [Retry] Notable Breaking Changed:
        "a code that was known is treated as one that the catalog does not have"
        => "keep it in `also` as long as it may be received";
    AlsoNarrowed "also-narrowed" [Retry] Notable Breaking Changed:
        "codes that were known are treated as ones that the catalog does not have"
        => "keep the range as long as its codes may be received";
    Renamed "renamed" [Source Wire Operators] Breaking Breaking Changed:
        "code that uses the old name does not compile, and clients, dashboards and alerts that go by the name miss it"
        => "add the old name to `former`";
    RenamedWithFormer "renamed-with-former" [Wire Operators] Notable Fine Changed:
        "the new name is on the wire and in logs; in source, the old one is a warning"
        => "change dashboards and alerts that go by the name";
    FormerRemoved "former-removed" [Source] Breaking Breaking Removed:
        "code that uses the former name or the alias does not compile"
        => "keep it, or release a major version";
    TableRenamed "table-renamed" [Wire] Breaking Notable Changed:
        "the domain of its errors in a gRPC status is another one, which clients built before ignore"
        => "keep the name, or set `catalog.domain`";
    TableRenamedWithDomain "table-renamed-with-domain" [Wire] Notable Notable Changed:
        "whatever names the table has to be changed; the domain of its errors stays as it is"
        => "change what names the table";
    EnumRenamed "enum-renamed" [Source] Breaking Breaking Changed:
        "code that names the enum or the module of its structs does not compile"
        => "set `enum` to the old name";
    TableRemoved "table-removed" [Source Wire] Breaking Breaking Removed:
        "the enum is gone, and its codes are no longer decoded"
        => "keep the table, or if it was renamed, add the old name to its `former`";
    TableAdded "table-added" [] Fine Fine Added:
        "there is a new enum"
        => "nothing has to be done";
    TableFormerRemoved "table-former-removed" [Wire] Notable Breaking Changed:
        "what is received under the former name of the table is no longer read"
        => "keep the name in `former` as long as it may be received";
    EntriesReordered "entries-reordered" [Source] Notable Notable Changed:
        "the index of entries and their order (`Ord`) differ"
        => "restore the order, or check what compares or stores it";
    IntegersReordered "integers-reordered" [] Fine Fine Omitted:
        "only the order of iteration differs"
        => "nothing has to be done";
    HttpChanged "http-changed" [Wire] Breaking Fine Changed:
        "clients that compare the status miss it"
        => "keep the status, or release a major version";
    HttpClassChanged "http-class-changed" [Wire Retry Operators] Breaking Notable Changed:
        "gateways, alerts and clients that go by the class of the status take the other side"
        => "keep the class of the status, or release a major version";
    HttpRetryChanged "http-retry-changed" [Wire Retry] Breaking Notable Changed:
        "generic clients retry after 429 and 503, and not after others"
        => "keep the status, or release a major version";
    CategoryChanged "category-changed" [Wire Retry Operators] Breaking Notable Changed:
        "the gRPC status is another one, and so are the defaults that follow from the category"
        => "keep the category, and state what has to differ";
    RetryToNever "retry-to-never" [Retry] Breaking Breaking Changed:
        "callers give up on failures from which a retry would have recovered"
        => "keep the retry, unless no retry ever helps";
    RetryFromNever "retry-from-never" [Retry] Notable Notable Changed:
        "callers retry what they gave up on: more load, and repeated writes if it is wrong"
        => "check `retry_safe`";
    RetryKindChanged "retry-kind-changed" [Retry] Notable Notable Changed:
        "callers wait in another way before they retry"
        => "check the waits of callers";
    WindowShortened "window-shortened" [Retry Operators] Notable Notable Changed:
        "callers come back sooner, all together"
        => "check that the server's limit allows it";
    WindowLengthened "window-lengthened" [Retry] Notable Notable Changed:
        "the wait may be longer than the longest one that callers accept: they give up"
        => "check the longest wait of callers";
    RemedyChanged "remedy-changed" [Retry] Breaking Breaking Changed:
        "callers that do not have the remedy give up"
        => "release a version of the callers that has the remedy first";
    RepeatChanged "repeat-changed" [Retry] Notable Notable Changed:
        "callers apply the remedy again and again, or give up earlier"
        => "check how often the remedy may help";
    RetrySafetyLoosened "retry-safety-loosened" [Retry] Breaking Breaking Changed:
        "requests that are not idempotent are retried, and may be carried out twice"
        => "keep `if-idempotent`, unless a failed request is never carried out";
    RetrySafetyTightened "retry-safety-tightened" [Retry] Breaking Notable Changed:
        "callers built before go on retrying requests that may have been carried out"
        => "make the service safe against it until they are gone";
    UnknownPolicyChanged "unknown-policy-changed" [Retry] Notable Breaking Changed:
        "every code that the catalog does not have is treated differently"
        => "add the codes that this is about as entries";
    ClassChanged "class-changed" [Wire Retry Operators] Notable Notable Changed:
        "what entries, or codes that the catalog does not have, take from the class differs"
        => "state what has to stay as it is in the entries";
    ClassCodesChanged "class-codes-changed" [Retry] Notable Notable Changed:
        "codes that the catalog does not have belong to another class, or to none"
        => "check the defaults of the classes";
    SuccessAdded "success-added" [Wire Retry] Breaking Breaking Changed:
        "a failure silently becomes a success"
        => "keep it a failure, or use another code for the success";
    SuccessRemoved "success-removed" [Wire Retry] Breaking Breaking Changed:
        "a success becomes a failure"
        => "keep it a success, or use another code for the failure";
    SeverityChanged "severity-changed" [Operators] Notable Fine Changed:
        "the level in logs differs, and alerts may begin or end"
        => "check the alerts";
    ParamRemoved "param-removed" [Source Wire] Breaking Breaking Changed:
        "code that uses the field does not compile, and what reads the value misses it"
        => "keep the param: AIP-193 requires that a key stays";
    ParamRetyped "param-retyped" [Source Wire] Breaking Breaking Changed:
        "code that uses the field does not compile, and decoders built before cannot read the value"
        => "add a new param with the new type, and keep the old one";
    ParamAdded "param-added" [Source Wire] Breaking Notable Changed:
        "code that creates the struct does not compile, and servers built before do not send the value"
        => "release a major version";
    ParamOptionalChanged "param-optional-changed" [Source Wire] Breaking Notable Changed:
        "the field becomes an `Option` or ceases to be one, and the other side may leave the value out"
        => "release a major version";
    ParamWireChanged "param-wire-changed" [Wire] Breaking Breaking Changed:
        "decoders built before do not find the value"
        => "set `wire` to the old name";
    SensitivityLifted "sensitivity-lifted" [Wire Operators] Breaking Notable Changed:
        "a value that was kept secret reaches logs and clients"
        => "keep it `sensitive`, or approve the change with the reason why it is no secret";
    SensitivityAdded "sensitivity-added" [Wire] Breaking Fine Changed:
        "the value is no longer sent"
        => "release a major version, or add a param that may be seen";
    ExposureWidened "exposure-widened" [Wire Docs] Notable Fine Changed:
        "callers see an entry that was internal"
        => "review its texts and its params";
    ExposureNarrowed "exposure-narrowed" [Wire] Breaking Fine Changed:
        "callers receive the mask in place of the entry"
        => "keep it public, or release a major version";
    LocationMoved "location-moved" [Wire] Breaking Breaking Changed:
        "what is sent where it was before is not found, and decoders built before do not find what is sent"
        => "add the new location after the old ones";
    WaitUnitChanged "wait-unit-changed" [Retry] Breaking Breaking Changed:
        "the same number is another wait"
        => "keep the unit, unless it was wrong";
    ExtraRemoved "extra-removed" [Source] Notable Notable Changed:
        "code that looks the value up by its name finds nothing, silently"
        => "change what looks it up";
    MessageReworded "message-reworded" [Docs] Fine Fine Omitted:
        "the text differs; programs have the params"
        => "check the translations";
    MessageWithoutParamsReworded "message-without-params-reworded" [Wire Docs] Notable Fine Changed:
        "the text differs, and clients may compare it, since there are no params"
        => "check the clients and the translations";
    LocaleOutdated "locale-outdated" [Docs] Notable Notable Omitted:
        "a text was changed in some locales, and those in the others may be outdated"
        => "check the text in every locale";
    LocaleRemoved "locale-removed" [Docs Wire] Notable Notable Removed:
        "readers of this language get another one"
        => "keep the locale, or tell its readers";
    FirstLocaleChanged "first-locale-changed" [Operators] Notable Notable Changed:
        "logs and `Display` are in another language"
        => "check what searches the logs";
    LocaleAdded "locale-added" [Docs] Fine Fine Added:
        "there are texts in a further language"
        => "nothing has to be done";
    UrlChanged "url-changed" [Wire Docs] Breaking Notable Changed:
        "the `type` of problem details (RFC 9457) is another one, and old links may lead nowhere"
        => "keep the URL, or redirect the old one and release a major version";
    DomainChanged "domain-changed" [Wire] Breaking Notable Changed:
        "clients built before ignore the `ErrorInfo` of a gRPC status"
        => "keep the domain";
    ReservationLifted "reservation-lifted" [Wire] Notable Fine Changed:
        "a code or a name may be used again with another meaning"
        => "keep it reserved";
    Deprecated "deprecated" [Source Docs] Fine Fine Deprecated:
        "code that uses the entry has a warning"
        => "use the entry that replaces it";
    DeprecationLifted "deprecation-lifted" [Docs] Fine Fine Changed:
        "the entry may be used again"
        => "nothing has to be done";
    UntilBroughtForward "until-brought-forward" [Source Wire] Breaking Fine Changed:
        "users have less time than was announced, or no announced time at all"
        => "keep the announced `until`";
    StabilityLowered "stability-lowered" [Source Wire] Breaking Notable Changed:
        "what clients rely on is no longer promised"
        => "keep it stable, and deprecate it";
    Stabilized "stabilized" [Docs] Fine Fine Changed:
        "clients may rely on the entry"
        => "nothing has to be done";
    DocsChanged "docs-changed" [Docs] Fine Fine Omitted:
        "documentation differs"
        => "nothing has to be done";
    ShouldRetryChanged "should-retry-changed" [Retry] Notable Notable Changed:
        "the server's word on a retry counts, or no longer counts, or other words do"
        => "check that the server's word can be trusted";
    WaitsReordered "waits-reordered" [Retry] Notable Notable Changed:
        "of several waits in a response, another one is taken"
        => "check which of them the server means";
    FailureMarkChanged "failure-mark-changed" [Wire Retry] Breaking Breaking Changed:
        "a failure becomes a success, or the other way round"
        => "keep the mark, and check it against responses";
    MaskChanged "mask-changed" [Wire Operators] Notable Fine Changed:
        "callers receive another entry in place of the internal one"
        => "check what callers do about the new mask";
    CombinedChanged "combined-changed" [Wire Operators] Notable Fine Changed:
        "a response with failures of several entries has another entry"
        => "check what callers do about it";
    ProblemStatusChanged "problem-status-changed" [Wire Operators] Notable Fine Changed:
        "problem details have another status"
        => "check gateways and alerts";
    SentValueChanged "sent-value-changed" [Wire Operators] Notable Fine Changed:
        "another value is sent besides the code"
        => "check what reads it";
    RecoveryChanged "recovery-changed" [Wire Operators] Notable Fine Changed:
        "somebody else is asked to act"
        => "check who reads it";
    ExitChanged "exit-changed" [Wire Operators] Notable Fine Changed:
        "programs end with another exit code"
        => "check the scripts that compare it";
    AttributeRemoved "attribute-removed" [Source Operators] Breaking Breaking Removed:
        "the accessor of the attribute is gone"
        => "keep the attribute, or release a major version";
    AttributeRetyped "attribute-retyped" [Source Operators] Breaking Breaking Changed:
        "the accessor of the attribute returns another type"
        => "add an attribute with the new type, and keep the old one";
    AttributeAdded "attribute-added" [] Fine Fine Added:
        "there is a new accessor"
        => "nothing has to be done";
    AttributeValueChanged "attribute-value-changed" [Operators] Notable Fine Changed:
        "whatever goes by the attribute treats the entry differently"
        => "check what uses the attribute";
    SetRemoved "set-removed" [Source] Breaking Breaking Removed:
        "the set's enum is gone, or has another name"
        => "keep the set and its `enum`";
    SetAdded "set-added" [] Fine Fine Added:
        "there is a new enum of a set"
        => "nothing has to be done";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn each_change_has_a_pair_of_catalogs_that_is_named_for_it() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
        for change in Change::ALL {
            for ending in ["old.toml", "new.toml", "txt"] {
                let file = folder.join(format!("{}.{ending}", change.id()));
                assert!(file.exists(), "{}", file.display());
            }
        }
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 3 * Change::ALL.len());
        let ids: HashSet<&str> = Change::ALL.iter().map(|change| change.id()).collect();
        assert_eq!(ids.len(), Change::ALL.len());
    }

    /// Expected: what breaks the clients of somebody else's API breaks those of one's own; only what a client decodes may be
    /// worse for a catalog that follows another's, which cannot decide to stop sending it.
    #[test]
    fn a_mirror_is_judged_more_mildly_unless_it_decodes_less() {
        for change in Change::ALL {
            let (own, mirror) = (change.impact(Role::Own), change.impact(Role::Mirror));
            let decodes_less = [
                Change::AlsoRemoved,
                Change::AlsoNarrowed,
                Change::UnknownPolicyChanged,
                Change::TableFormerRemoved,
            ];
            assert_eq!(mirror < own, decodes_less.contains(change), "{}", change.id());
        }
    }
}
