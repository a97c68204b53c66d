import * as Resolve from "cdktf/lib/tokens/private/resolve";
import * as QuickResolve from "./quick-resolve";

// What CDKTF does for each value on its way to a token is a fifth of the time of the suite. Integration tests leave it as it is.
jest.mock("cdktf/lib/tokens/private/resolve", () => {
  const cdktfs = jest.requireActual<typeof Resolve>("cdktf/lib/tokens/private/resolve");
  const { quickResolve } = jest.requireActual<typeof QuickResolve>("./quick-resolve");
  return { ...cdktfs, resolve: quickResolve(cdktfs.resolve) };
});
