// The Pulumi SDK captures a stack trace for every property it transfers; none is needed here, and without
// them a component under mocks registers several times faster.
Error.stackTraceLimit = 3;
// Turns an Output that was used as a string into an error instead of a sentence in some name.
process.env["PULUMI_ERROR_OUTPUT_STRING"] = "true";
