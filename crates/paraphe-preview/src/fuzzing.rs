//! Both ends of the pipe over bytes from anywhere: the way in for the fuzz target.

use crate::frame::{ANSWER_LIMITS, REQUEST_LIMITS, read_frame};
use crate::message::{Answer, Request};

/// Reads `bytes` as requests and as answers, as a worker and the program do.
pub fn read(bytes: &[u8]) {
    let mut pipe = bytes;
    while let Ok(frame) = read_frame(&mut pipe, REQUEST_LIMITS) {
        let _request = Request::from_frame(&frame);
    }
    let mut pipe = bytes;
    while let Ok(frame) = read_frame(&mut pipe, ANSWER_LIMITS) {
        let _answer = Answer::from_frame(frame);
    }
}
