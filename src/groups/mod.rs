//! Groups and their people, as far as they are known: how a group is reached, who owns it, who is
//! in it, what they are called, and whom a name looks like.
//!
//! Each file knows one of these, answers from memory where that holds, and otherwise asks DingTalk
//! through [`Calls`]. Nothing is decided here.

mod binding;
mod directory;
mod kind;
mod likeness;
mod names;
mod owner;
mod readings;
mod refused;
mod roster;
mod route;
mod sources;

use std::sync::Arc;

use crate::calls::Calls;
use crate::domain::{ChatId, Clock, TemplateId};
use crate::store::Scope;

pub use binding::{BindError, Bindings, Bound};
pub use directory::{Directory, facts};
pub use kind::{KindError, Kinds};
pub use likeness::{Guarded, NewName};
pub use names::{Names, Present};
pub use owner::{OwnerAnswer, Owners};
pub use readings::readings;
pub use roster::{RosterError, Rosters, Standing};
pub use route::{Route, Routes};
pub use sources::Sources;

/// All that is known of groups.
#[derive(Clone)]
pub struct Groups {
    /// How a group is reached.
    pub routes: Routes,
    /// Which chatid is which group's.
    pub bindings: Arc<Bindings>,
    /// What kind of group a group is made.
    pub kinds: Kinds,
    /// Who owns a group.
    pub owners: Arc<Owners>,
    /// Who is in a group.
    pub rosters: Rosters,
    /// What people are called in a group.
    pub names: Names,
    /// What the organisation's directory says of people.
    pub directory: Arc<Directory>,
    /// What is known of people for the parts of their names.
    pub sources: Sources,
    /// Whom a name looks like.
    pub guarded: Arc<Guarded>,
}

impl Groups {
    /// What one robot knows; `configured` are the chatids that the operator wants bound, `template`
    /// is that with which groups are made scene groups.
    #[must_use]
    pub fn new(
        store: &Scope,
        calls: &Arc<Calls>,
        clock: &Arc<dyn Clock>,
        configured: &[ChatId],
        template: Option<TemplateId>,
    ) -> Self {
        let routes = Routes::new(store.clone(), Arc::clone(clock));
        let bindings = Arc::new(Bindings::new(
            store.clone(),
            Arc::clone(calls),
            Arc::clone(clock),
            routes.clone(),
            configured,
        ));
        let kinds = Kinds::new(Arc::clone(calls), routes.clone(), template);
        let owners = Arc::new(Owners::new(
            store.clone(),
            Arc::clone(calls),
            Arc::clone(clock),
            Arc::clone(&bindings),
            routes.clone(),
        ));
        let directory =
            Arc::new(Directory::new(store.clone(), Arc::clone(calls), Arc::clone(clock)));
        let names = Names::new(store.clone(), Arc::clone(clock));
        let rosters = Rosters::new(
            store.clone(),
            Arc::clone(calls),
            Arc::clone(clock),
            Arc::clone(&bindings),
            routes.clone(),
            Arc::clone(&owners),
            Arc::clone(&directory),
        );
        let guarded = Arc::new(Guarded::new(
            store.clone(),
            Arc::clone(clock),
            names.clone(),
            Arc::clone(&directory),
        ));
        let sources = Sources::new(store.clone(), Arc::clone(&directory), Arc::clone(clock));
        Self { routes, bindings, kinds, owners, rosters, names, directory, sources, guarded }
    }
}
