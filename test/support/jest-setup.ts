// Turns an Output that was used as a string into an error instead of a sentence in some name.
process.env["PULUMI_ERROR_OUTPUT_STRING"] = "true";
