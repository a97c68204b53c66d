import { canRunCdktf, withoutStackName } from "../../../tools/support/platform/deployment";

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

test("errors of Terraform as cdktf deploy prints them lose the stack's name and the count of stacks", () => {
  const printed =
    "trading-local  Error: wrong\n\n                 with aws_vpc.x\n\n\n0 Stacks deploying     1 Stack done\nInvoking failed";
  expect(withoutStackName(printed, "trading-local").trim()).toBe("Error: wrong\n\n  with aws_vpc.x");
});
