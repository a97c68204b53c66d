// What CDKTF does for each value on its way to a token is a fifth of the time of the suite. Integration tests leave it as it is.
jest.mock("cdktf/lib/tokens/private/resolve", () => {
  const cdktfs = jest.requireActual<typeof import("cdktf/lib/tokens/private/resolve")>("cdktf/lib/tokens/private/resolve");
  const { quickResolve } = jest.requireActual<typeof import("./quick-resolve")>("./quick-resolve");
  return { ...cdktfs, resolve: quickResolve(cdktfs.resolve) };
});
