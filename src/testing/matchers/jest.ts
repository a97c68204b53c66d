import { StackMatchers } from "../matchers";

export { type StackMatchers, matchers } from "../matchers";

declare global {
  // Jest's types are a namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // Declarations are merged where their type parameters are the same.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}> extends StackMatchers<R> {}
  }
}
