//! Phones that dial in to the shipped binary.

mod messages;
mod phone;
mod registration;
