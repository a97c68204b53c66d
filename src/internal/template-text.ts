/** A text as a template of Terraform: its references stay references, and what only looks like one, such as a shell's `${VARIABLE}`, is escaped. Pure. */
export function templateText(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, "$$${").replace(/%\{/g, "%%{");
}
