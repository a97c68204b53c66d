import { StackMatchers } from "../matchers";

export { type StackMatchers, matchers } from "../matchers";

declare global {
  // Vitest's assertions are Chai's and more, in each of its releases; its own interfaces have other type parameters from one to the next.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Chai {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Assertion extends StackMatchers<void> {}
  }
}
