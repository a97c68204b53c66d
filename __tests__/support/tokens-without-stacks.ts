// CDKTF notes the stack trace of each token that is made, for errors of its own, and Jest looks every line of it up in source maps: half of the
// time of the suite. Modules don't read it.
jest.mock("cdktf/lib/tokens/private/stack-trace", () => ({ captureStackTrace: () => [] }));
