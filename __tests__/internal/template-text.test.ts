import { templateText } from "../../src/internal/template-text";

describe("text in a Terraform template", () => {
  test.each([
    ["a shell's variable", 'echo "${HOME}"', 'echo "$${HOME}"'],
    ["a directive of Terraform's", "date +%{x}", "date +%%{x}"],
    ["a reference", "HOST=${TfToken[TOKEN.1]}", "HOST=${TfToken[TOKEN.1]}"],
    ["a lone dollar sign", "echo $HOME $(id)", "echo $HOME $(id)"],
  ])("keeps %s what it is", (_, text, template) => {
    expect(templateText(text)).toBe(template);
  });
});
