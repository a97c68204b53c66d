import { StackMatchers } from "../matchers";

export { type StackMatchers, matchers } from "../matchers";

declare global {
  // Jest's types are a namespace.
  namespace jest {
    // Declarations are merged where their type parameters are the same.
    interface Matchers<R, T = {}> extends StackMatchers<R> {}
  }
}
