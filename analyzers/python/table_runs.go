package python

import "github.com/nhivet/nhivet/internal/code"

const (
	docSubprocess = "https://docs.python.org/3/library/subprocess.html#subprocess.run"
	docGitPython  = "https://gitpython.readthedocs.io/en/stable/reference.html"
)

// programRows start other programs. What git is given as an address it keeps in its
// configuration.
var programRows = []code.Program{
	{Calls: "subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen", Source: docSubprocess},
	{Calls: "os.system os.popen subprocess.getoutput subprocess.getstatusoutput", Takes: code.Line, Source: "https://docs.python.org/3/library/os.html#os.system"},
	{Calls: "asyncio.create_subprocess_shell", Takes: code.Line, Source: "https://docs.python.org/3/library/asyncio-subprocess.html"},
	{Calls: "anyio.run_process anyio.open_process", Source: "https://anyio.readthedocs.io/en/stable/subprocesses.html"},
	{Calls: "asyncio.create_subprocess_exec", Takes: code.Words, Source: "https://docs.python.org/3/library/asyncio-subprocess.html"},
	{Calls: "pexpect.spawn pexpect.run", Takes: code.Words, Source: "https://pexpect.readthedocs.io/en/stable/api/pexpect.html"},
	{Calls: "git.Repo.clone_from", Takes: code.Address, Source: docGitPython},
	{Calls: "git.Repo().create_remote", Takes: code.Second, Source: docGitPython},
	{Calls: "git.Repo().remote().set_url git.Repo().remotes.origin.set_url", Takes: code.Address, Source: docGitPython},
}

const (
	docEval = "https://docs.python.org/3/library/functions.html#eval"
	whyFile = "the model chooses every file that the process may write, its own code and settings too"
)

// runRows run a text: as Python in the process itself, or as a command of the shell.
var runRows = []code.Run{
	// Builtins that are taken away are no barrier: every object leads back to them.
	{Calls: "eval exec", Why: "code that the model writes runs in the agent's own process", Source: docEval},
	{Calls: "subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen", With: "shell", Why: "a command that the model writes runs on the host itself", Source: "https://docs.python.org/3/library/subprocess.html#security-considerations"},
	{Calls: "open io.open", Mode: true, What: "open for writing at", Why: whyFile, Source: "https://docs.python.org/3/library/functions.html#open"},
	{Calls: "pathlib.Path().write_text pathlib.Path().write_bytes", On: true, What: "write_text to", Why: whyFile, Source: "https://docs.python.org/3/library/pathlib.html#pathlib.Path.write_text"},
	{Calls: "crewai_tools.FileWriterTool()._run crewai_tools.FileWriterTool().run", Arg: "directory", What: "FileWriterTool in", Why: whyFile, Source: "https://docs.crewai.com/en/tools/file-document/filewritetool"},
}
