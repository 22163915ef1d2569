package typescript

import "github.com/nhivet/nhivet/internal/code"

const docChild = "https://nodejs.org/api/child_process.html"

// programs start other programs. What git is given as an address it keeps in its
// configuration.
var programs = []code.Program{
	{Calls: "child_process.exec child_process.execSync node:child_process.exec node:child_process.execSync", Takes: code.Line, Source: docChild},
	{Calls: "child_process.execFile child_process.execFileSync child_process.spawn child_process.spawnSync node:child_process.execFile node:child_process.execFileSync node:child_process.spawn node:child_process.spawnSync cross-spawn node-pty.spawn", Takes: code.Words, Source: docChild},
	{Calls: "execa execa.execa execa.execaSync @actions/exec.exec @actions/exec.getExecOutput", Takes: code.Words, Source: "https://github.com/sindresorhus/execa#readme"},
	{Calls: "execa.execaCommand execa.execaCommandSync", Takes: code.Line, Source: "https://github.com/sindresorhus/execa#readme"},
	{Calls: "bun.$ zx.$ execa.$", Source: "https://bun.sh/docs/runtime/shell"},
	{Calls: "Bun.spawn Bun.spawnSync", Source: "https://bun.sh/docs/api/spawn"},
	{Calls: "simple-git().clone simple-git.simpleGit().clone", Takes: code.Address, Source: "https://github.com/steveukx/git-js#readme"},
	{Calls: "simple-git().addRemote simple-git.simpleGit().addRemote", Takes: code.Second, Source: "https://github.com/steveukx/git-js#readme"},
	{Calls: "simple-git().remote simple-git.simpleGit().remote", Source: "https://github.com/steveukx/git-js#readme"},
}

const (
	docEval = "https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/eval"
	whyCode = "code that the model writes runs in the agent's own process"
	whyFile = "the model chooses every file that the process may write, its own code and settings too"
)

// runs run a text as JavaScript in the process itself, or write to the file that it names.
// The documentation of vm says that it is no mechanism of security.
var runs = []code.Run{
	{Calls: "eval Function", Why: whyCode, Source: docEval},
	{Calls: "vm.runInNewContext vm.runInThisContext vm.runInContext node:vm.runInNewContext node:vm.runInThisContext node:vm.runInContext", Why: whyCode, Source: "https://nodejs.org/api/vm.html"},
	{Calls: "fs.writeFile fs.writeFileSync node:fs.writeFile node:fs.writeFileSync fs/promises.writeFile node:fs/promises.writeFile fs.promises.writeFile node:fs.promises.writeFile", What: "writeFile to", Why: whyFile, Source: "https://nodejs.org/api/fs.html#fspromiseswritefilefile-data-options"},
}

// makers take the function that a model calls as their last argument.
var makers = []code.Maker{
	{Calls: "@modelcontextprotocol/sdk/server/mcp.McpServer().tool @modelcontextprotocol/sdk/server/mcp.McpServer().registerTool @modelcontextprotocol/server.McpServer().registerTool", Handler: true, Source: docMCP},
}
