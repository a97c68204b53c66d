import { automationName, runbookContent } from "../../src/internal/automation";

// Systems Manager API Reference, "CreateDocument": names that begin with AWS's own are refused, and so are those of more than 128 characters.
describe("the name of a runbook", () => {
  test.each(["aws-trading", "Amazon", "amzn"])("isn't one of AWS's in a stack called %s", (id) => {
    expect(automationName([id, "Api"], "release")).toBe(`release-${id}-Api`);
  });

  test("is the construct's path", () => {
    expect(automationName(["trading", "Api", "Release"], "release")).toBe("trading-Api-Release");
  });

  test("leaves room for a dash and ten characters of a hash", () => {
    expect(automationName(["trading", "a".repeat(200)], "release")).toHaveLength(117);
  });
});

// Terraform language, "Strings and Templates".
test("a runbook keeps what looks like a template in its texts", () => {
  expect(runbookContent({ sql: 'SELECT "${a}" %{b}' })).toBe('{"sql":"SELECT \\"$${a}\\" %%{b}"}');
});
