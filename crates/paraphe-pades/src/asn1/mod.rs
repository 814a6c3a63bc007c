//! The little ASN.1 that signatures need byte-exactly: reading elements with their original bytes, writing DER, and
//! bringing BER to DER. Certificates and algorithms are read by `x509-cert` and `spki`; signed attributes and
//! byte-for-byte comparisons cannot go through a library that encodes anew.

mod normalise;
pub(crate) mod oid;
mod read;
mod write;

pub(crate) use normalise::{NormaliseError, to_der};
pub(crate) use read::{Element, ReadError, Reader};
pub(crate) use write::{element, object_identifier, octet_string, sequence, set_of};

/// Universal and context tags as they stand in the identifier octet.
pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const OBJECT_IDENTIFIER: u8 = 0x06;
    pub(crate) const ENUMERATED: u8 = 0x0A;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;
    /// `[0]`, primitive.
    pub(crate) const CONTEXT_0_PRIMITIVE: u8 = 0x80;
    /// `[0]`, constructed.
    pub(crate) const CONTEXT_0: u8 = 0xA0;
    /// `[1]`, constructed.
    pub(crate) const CONTEXT_1: u8 = 0xA1;
    /// `[2]`, constructed.
    pub(crate) const CONTEXT_2: u8 = 0xA2;
}
