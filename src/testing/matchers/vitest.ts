import { StackMatchers } from "../matchers";

export { type StackMatchers, matchers } from "../matchers";

declare global {
  // Vitest's assertions are Chai's and more, in each of its releases; its own interfaces have other type parameters from one to the next.
  namespace Chai {
    interface Assertion extends StackMatchers<void> {}
  }
}
