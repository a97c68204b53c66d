import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkWritable, kindOf, reasonOf, textOf } from "../../src/cli/files";
import { messageOf } from "../support/synth";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "files-"));
  mkdirSync(join(folder, "folder"));
  writeFileSync(join(folder, "file"), "text");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// https://man7.org/linux/man-pages/man3/errno.3.html
test.each([
  ["ENOENT", "there is no such file"],
  ["EISDIR", "it is a folder"],
  ["ENOTDIR", "a part of its path is a file, not a folder"],
  ["EACCES", "this user has no permission"],
  ["EPERM", "this user has no permission"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "no space is left"],
  ["EMFILE", "EMFILE: too many open files"],
  [undefined, "EMFILE: too many open files"],
])("%s of the file system is: %s", (code, reason) => {
  expect(reasonOf({ code, message: "EMFILE: too many open files" })).toBe(reason);
});

// https://www.unicode.org/faq/utf_bom.html: UTF-16 that begins with FF FE is little-endian.
test.each<readonly [string, Buffer, string]>([
  ["UTF-8", Buffer.from("größe"), "größe"],
  ["UTF-8 with a byte order mark", Buffer.from("\uFEFFgröße"), "größe"],
  ["UTF-16 with a byte order mark", Buffer.from("\uFEFFgröße", "utf16le"), "größe"],
  ["no bytes", Buffer.from(""), ""],
  ["bytes that only half a mark begins", Buffer.from([0xff, 0x61]), "\uFFFDa"],
  ["bytes that the other half of a mark begins", Buffer.from([0x61, 0xfe]), "a\uFFFD"],
])("a text is read from %s", (_, bytes, text) => {
  writeFileSync(join(folder, "file"), bytes);
  expect(textOf(join(folder, "file"))).toBe(text);
});

test("what can't be read is called by its path, or by a name of its own", () => {
  const file = join(folder, "none");
  expect(messageOf(() => textOf(file))).toBe(`${file} can't be read: there is no such file.`);
  expect(messageOf(() => textOf(join(folder, "folder"), "The plan"))).toBe("The plan can't be read: it is a folder.");
});

test("a file is written where its folder is, and over another file", () => {
  for (const name of ["new", "file", "folder/new"]) expect(() => checkWritable(join(folder, name), "The review")).not.toThrow();
});

test.each([
  ["none/new", "there is no folder FOLDER/none; create it first"],
  ["file/new", "there is no folder FOLDER/file; create it first"],
  ["folder", "it is a folder; name a file in it"],
])("%s can't be written: %s", (name, reason) => {
  const file = join(folder, name);
  expect(messageOf(() => checkWritable(file, "The review"))).toBe(
    `The review can't be written to ${file}: ${reason.replace("FOLDER", folder)}.`,
  );
});

test.each([
  ["folder", "folder"],
  ["file", "file"],
  ["none", undefined],
])("at %s there is %s", (name, kind) => {
  expect(kindOf(join(folder, name))).toBe(kind);
});
