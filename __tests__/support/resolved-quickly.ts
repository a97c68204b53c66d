import * as Resolving from "cdktf/lib/tokens/private/resolve";
import * as PlainValues from "./plain-values";

// Of what a test does at synthesis, most was CDKTF's search for tokens where there are none. The integration tests have CDKTF's own way.
jest.mock("cdktf/lib/tokens/private/resolve", () => {
  const { plainFirst } = jest.requireActual<typeof PlainValues>("./plain-values");
  const actual = jest.requireActual<typeof Resolving>("cdktf/lib/tokens/private/resolve");
  return { ...actual, resolve: plainFirst(actual.resolve) };
});
