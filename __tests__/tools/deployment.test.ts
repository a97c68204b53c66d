import { canRunCdktf } from "../../tools/support/deployment";

test("cdktf deploy is used where its native module loads", () => {
  expect(canRunCdktf(() => ({}))).toBe(true);
});

test("where the module isn't built for this Node.js, Terraform is run without it, and the module's noise is kept back", () => {
  const error = jest.spyOn(console, "error").mockImplementation(() => {});
  const load = () => {
    console.error("innerError");
    throw new Error("no prebuilt binary");
  };
  expect(canRunCdktf(load)).toBe(false);
  expect(error).not.toHaveBeenCalled();
  error.mockRestore();
});
