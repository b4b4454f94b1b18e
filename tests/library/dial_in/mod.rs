//! The machine of phones that dial in.

mod phones;
mod sending;
mod world;
