//! What the log may show of what is kept: which message or job it is, and nothing that was said,
//! by whom, or with which right to answer.

/// Shows the fields that are named, and no other.
macro_rules! discreet {
    ($type:ty { $($field:ident),* }) => {
        impl std::fmt::Debug for $type {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut shown = formatter.debug_struct(stringify!($type));
                $(shown.field(stringify!($field), &self.$field);)*
                shown.finish_non_exhaustive()
            }
        }
    };
}
pub(super) use discreet;
