import { readUnit } from "../../../tools/boot/systemd-unit";
import { confinedCommand, dynamicUser, readProcess } from "../../../tools/boot/unit-process";

const UNIT = readUnit(
  "x",
  "[Service]\nExecStart=/usr/bin/node /opt/x.cjs\nDynamicUser=yes\nNoNewPrivileges=yes\nProtectSystem=strict\nProtectHome=yes\nPrivateTmp=yes\nLimitNOFILE=65536\n",
);
const PLACE = { isRoot: true, stateFolder: "", hardLimit: Infinity };

// systemd.exec(5), DynamicUser.
test.each(["trading-api", "web-frontend", ""])("the user of %j is of systemd's range for dynamic users", (name) => {
  expect(dynamicUser(name)).toBeGreaterThanOrEqual(61_184);
  expect(dynamicUser(name)).toBeLessThanOrEqual(65_519);
});

test("root starts a unit's program as its own user, with its limit", () => {
  const user = dynamicUser("x");
  expect(confinedCommand(UNIT, { ...PLACE, mode: "folder" })).toEqual([
    ...["prlimit", "--nofile=65536:65536", "setpriv", `--reuid=${user}`, `--regid=${user}`, "--clear-groups", "--no-new-privs", "--"],
    ...["/usr/bin/node", "/opt/x.cjs"],
  ]);
});

test("who isn't root starts it as who it is", () => {
  expect(confinedCommand(UNIT, { ...PLACE, mode: "folder", isRoot: false, hardLimit: 1024 })).toEqual([
    ...["prlimit", "--nofile=1024:1024", "setpriv", "--no-new-privs", "--", "/usr/bin/node", "/opt/x.cjs"],
  ]);
});

test("with namespaces the program has mounts of its own, as the unit says", () => {
  const command = confinedCommand(UNIT, { ...PLACE, mode: "namespaces" });
  expect(command.slice(0, 3)).toEqual(["unshare", "--mount", "--"]);
  expect(command).toContain("home,tmp,system");
});

// proc(5): effective ids are the second of four.
test("a process is as the kernel tells of it", () => {
  const status =
    "Name:\tnode\nPid:\t62\nUid:\t1\t61383\t1\t1\nGid:\t2\t61384\t2\t2\nGroups:\t \nNStgid:\t62\nCapEff:\t0000000000000400\nNoNewPrivs:\t1\n";
  const limits =
    "Limit                     Soft Limit           Hard Limit           Units     \nMax open files            1024                 65536                files     \n";
  expect(readProcess(status, limits, "/usr/bin/node\0/opt/x.cjs\0")).toEqual({
    ...{ pid: 62, uid: 61_383, gid: 61_384, groups: [], capabilities: "0000000000000400", noNewPrivileges: true, openFiles: 1024 },
    commandLine: ["/usr/bin/node", "/opt/x.cjs"],
  });
});
