import {
  commandIn,
  stackIn,
  withAbsolutePaths,
} from "../../../../rehearsal/session/pulumi-arguments";

it.each([
  [["up", "--diff"], "up"],
  [["--stack", "dev", "preview"], "preview"],
  [["--diff", "preview"], "preview"],
  [["stack", "export"], "stack"],
  [["--help"], undefined],
  [["deploy"], undefined],
])("of %j the command is %s", (args, command) => {
  expect(commandIn(args)).toBe(command);
});

it.each([
  [["preview", "-s", "dev"], "dev"],
  [["preview", "-s=dev"], "dev"],
  [["preview", "-sdev"], "dev"],
  [["--stack", "dev", "preview"], "dev"],
  [["preview", "--stack=dev"], "dev"],
  [["preview", "--stack"], undefined],
  [["preview", "--skip-preview"], undefined],
])("of %j the stack is %s", (args, stack) => {
  expect(stackIn(args)).toBe(stack);
});

it("sees paths from where the user is", () => {
  const args = ["stack", "export", "--file", "state.json", "--plan=a/b", "--stack", "dev", "-f"];
  expect(withAbsolutePaths(args, "/home/me")).toEqual(
    ["stack", "export", "--file", "/home/me/state.json", "--plan=/home/me/a/b"].concat(
      args.slice(-3),
    ),
  );
  expect(withAbsolutePaths(["--file", "/tmp/state.json"], "/home/me")).toEqual([
    "--file",
    "/tmp/state.json",
  ]);
});
