package code

// Tool is a class or function that is a tool, or makes one.
type Tool struct {
	Calls string
	Kind  string
	// Writes is "yes", "no", or empty for unknown.
	Writes string
	// Holds is the argument with a list of tools that it only hands on, apart from which
	// it is none.
	Holds string
	// Function is the argument with the function that the tool calls, from 1.
	Function int
	// Execute is the entry of the options with that function, and Named the argument
	// with the tool's name, from 1.
	Execute string
	Named   int
	// Ask is the setting that has a person asked; off are its values that do not, with
	// the blank for the absence of the setting, and unasked the documentation of that.
	Ask     string
	Unasked string
	// Reach is "any" for shells that run every command; sandboxed ones run elsewhere.
	Reach     string
	Sandboxed bool
	Source    string
}

// Maker is a decorator that makes a tool of a function.
type Maker struct {
	Calls string
	// Method are the methods that the model calls, where it is a class of tools, and
	// Handler says that it is a call whose last argument is the function.
	Method  string
	Handler bool
	// Ask and unasked are those of a tool.
	Ask, Unasked string
	Source       string
}

// Server is a call that describes an MCP server to its client.
type Server struct {
	Calls string
	// Params is an argument with a dictionary that holds the rest, or with another of
	// these calls.
	Params string
	// Many says that params, the first argument without a name of it, maps names to
	// servers.
	Many bool
	// URL and urlPos are the address; headers, env, command and args what their names
	// say.
	URL    string
	URLPos int
	// Headers are where the headers may be, when that is not headers.
	Headers string
	// Name is the argument with the server's name.
	Name string
	// Ask is the setting of approval: "never" and False ask nobody.
	Ask    string
	Source string
}

// Control is a setting in code that switches a protection off.
type Control struct {
	Calls string
	// Arg is the argument, "a.b" an entry of a dictionary, empty for the call itself, and
	// Pos its place from 1; value what it has to be: a text, True or False.
	Arg   string
	Pos   int
	Value string
	// With is another argument that has to be True for this one to count.
	With string
	// Sends says that the call has to send a credential to another machine.
	Sends bool
	// Acts says that it counts for an agent with a shell or a tool that changes something,
	// in a module that has no other record of what it does.
	Acts bool
	Kind string
	// Name is the setting as a person writes it, why what it means in one clause.
	Name, Why string
	Source    string
}
