import { StackMatchers } from "../matchers";

export { type StackMatchers, matchers } from "../matchers";

// The package of `expect` of `@jest/globals`.
declare module "expect" {
  // Declarations are merged where their type parameters are the same.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
  interface Matchers<R extends void | Promise<void>, T = unknown> extends StackMatchers<R> {}
}
