import { StackMatchers } from "../matchers";

export { type StackMatchers, matchers } from "../matchers";

// The package of `@jest/globals`' own `expect`: it is there where this is imported, and not where the library is compiled.
// @ts-ignore
declare module "expect" {
  // Declarations are merged where their type parameters are the same.
  interface Matchers<R extends void | Promise<void>, T = unknown> extends StackMatchers<R> {}
}
