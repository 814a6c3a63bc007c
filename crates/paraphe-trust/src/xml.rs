//! XML as far as trusted lists need it.

use roxmltree::{Document, Node, ParsingOptions};

use crate::error::ListError;

/// The largest list has a few megabytes.
const SIZE_LIMIT: usize = 48 * 1024 * 1024;
/// More elements than any list has.
const NODE_LIMIT: u32 = 2_000_000;
/// A byte order mark before the declaration is no content.
const BYTE_ORDER_MARK: char = '\u{feff}';

pub(crate) const LIST: &str = "http://uri.etsi.org/02231/v2#";
pub(crate) const ADDITIONAL: &str = "http://uri.etsi.org/02231/v2/additionaltypes#";
pub(crate) const QUALIFICATIONS: &str =
    "http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#";
pub(crate) const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";
pub(crate) const XADES: &str = "http://uri.etsi.org/01903/v1.3.2#";

/// The text of a file.
pub(crate) fn text_of(bytes: &[u8]) -> Result<&str, ListError> {
    if bytes.len() > SIZE_LIMIT {
        return Err(ListError::TooLarge { size: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| not_a_list("not UTF-8"))?;
    Ok(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))
}

/// The tree of a file. A document type declaration is refused: lists have none, attacks do.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, ListError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODE_LIMIT, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(text, options).map_err(|error| not_a_list(error.to_string()))?;
    if document.descendants().any(is_split) {
        return Err(not_a_list("a comment stands inside a value"));
    }
    Ok(document)
}

/// A value with a comment in it. The signature does not cover comments: one could cut a value short.
fn is_split(node: Node<'_, '_>) -> bool {
    let has = |wanted: fn(&Node<'_, '_>) -> bool| node.children().any(|child| wanted(&child));
    node.is_element()
        && has(|child| child.is_comment() || child.is_pi())
        && has(|child| child.is_text() && !child.text().unwrap_or_default().trim().is_empty())
}

pub(crate) fn not_a_list(detail: impl Into<String>) -> ListError {
    ListError::NotAList { detail: detail.into() }
}

/// Children of this name.
pub(crate) fn children<'a, 'input>(
    node: Node<'a, 'input>,
    namespace: &'static str,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.has_tag_name((namespace, name)))
}

/// The first child of this name.
pub(crate) fn child<'a, 'input>(
    node: Node<'a, 'input>,
    namespace: &'static str,
    name: &'static str,
) -> Option<Node<'a, 'input>> {
    children(node, namespace, name).next()
}

/// The element at the end of a path of names of the list's own namespace.
pub(crate) fn at<'a, 'input>(node: Node<'a, 'input>, path: &[&'static str]) -> Option<Node<'a, 'input>> {
    path.iter().try_fold(node, |node, name| child(node, LIST, name))
}

/// The text of an element without the white space around it.
pub(crate) fn text<'a>(node: Node<'a, '_>) -> &'a str {
    node.text().unwrap_or_default().trim()
}
