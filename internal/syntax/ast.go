package syntax

// Module is a parsed file.
type Module struct {
	Source string
	Body   []*Stmt
	// Errors are the first things that could not be made sense of.
	Errors []Error
	Literals
}

// Error is what was expected and not found.
type Error struct {
	// At is the byte offset.
	At  int
	Msg string
}

// Literals read the strings of a module, which every language writes in its own way.
type Literals interface {
	// Text is the value of a Str into which nothing is put; false for anything else.
	Text(e *Expr) (string, bool)
	// Inside is the place of what stands between the quotes of a Str.
	Inside(e *Expr) (start, end int)
	// Pieces are the parts of a Str, in order.
	Pieces(e *Expr) []Piece
}

// Piece is a part of a string that is put together: literal text, or an expression.
type Piece struct {
	Text string
	Expr *Expr
}

// StmtKind is what a statement does.
type StmtKind uint8

// The kinds of statements.
const (
	ExprStmt StmtKind = iota
	Assign            // Targets = Value, or Name: Ann = Value
	Augment           // Targets += Value
	Import            // Names
	From              // Module, Level, Names
	Def               // Name, Params, Ann, Body; Items are its decorators
	Class             // Name, Args, Body; Items are its decorators
	Return            // Value
	Block             // Word: Value, Targets, Items, Body
	Other             // Word: Value, Items
)

// Stmt is a statement.
type Stmt struct {
	Kind       StmtKind
	Start, End int32
	// Word is the keyword of a block (if, elif, else, for, while, with, try, except,
	// finally, match, case) or of another statement (del, raise, assert, type, …).
	Word string
	// Name of what is defined, and where it stands.
	Name   string
	NameAt int32
	Async  bool
	// Targets are what is assigned to, of a for loop as well.
	Targets []*Expr
	// Value is what is assigned, returned, tested or looped over.
	Value *Expr
	// Ann is the annotation of a variable, or of what a function returns.
	Ann *Expr
	// Items are decorators, and what a with statement opens, the target as key.
	Items []Arg
	// Args are the bases and keywords of a class.
	Args   []Arg
	Params []Param
	// Module is where names come from, without the dots that Level counts.
	Module string
	Level  int
	Names  []Alias
	Body   []*Stmt
}

// Alias is an imported name and what it is called here. Name is * for all.
type Alias struct {
	Name, As   string
	Start, End int32
}

// Param is a parameter. Star counts the stars before it.
type Param struct {
	Name       string
	Start, End int32
	Star       int8
	// KeywordOnly parameters stand behind a star, or are taken out of an object.
	KeywordOnly bool
	// Key is the name that it is given by, where that is another one.
	Key          string
	Ann, Default *Expr
}

// ExprKind is what an expression is.
type ExprKind uint8

// The kinds of expressions.
const (
	Bad     ExprKind = iota // not understood
	Ident                   // Text
	Attr                    // X.Text
	Index                   // X[Y]
	Call                    // X(Args)
	Str                     // one or more strings side by side
	Num                     // Text
	Const                   // Text: None, True, False, ...
	List                    // Args
	Tuple                   // Args
	Set                     // Args
	Dict                    // Args with keys; without one where Star is 2
	Binary                  // X Text Y
	Unary                   // Text X, not among them
	Logic                   // X Text Y, with and or or
	Compare                 // X Text Y
	Ternary                 // X if Y else Z
	Lambda                  // X, or the function or class Def
	Comp                    // X for Args; of a dictionary X: Y
	Await                   // X
	Yield                   // X
	Star                    // *X
	Named                   // X := Y
	Slice                   // X:Y:Z
)

// Expr is an expression.
type Expr struct {
	Kind       ExprKind
	Start, End int32
	// TextAt is where the name of an attribute stands.
	TextAt int32
	// First and Count are for the reader of the language: where it finds a Str.
	First, Count int32
	Text         string
	X, Y, Z      *Expr
	Args         []Arg
	Def          *Stmt
}

// Arg is an argument, an element, or an entry.
type Arg struct {
	// Name of a keyword argument, and where it starts.
	Name   string
	NameAt int32
	// Star counts the stars before it.
	Star       int8
	Key, Value *Expr
}

// Arg is the value of a keyword argument; nil when there is none of this name.
func (e *Expr) Arg(name string) *Expr {
	if e == nil || e.Kind != Call {
		return nil
	}
	for i := range e.Args {
		if e.Args[i].Name == name {
			return e.Args[i].Value
		}
	}
	for i := range e.Args { // an entry of an object that is handed over
		if v := e.Args[i].Value.Entry(name); v != nil {
			return v
		}
	}
	return nil
}

// Entry is the value under a name in an object that is written out; nil when there is
// none. The keys of a dictionary are no names.
func (e *Expr) Entry(name string) *Expr {
	if e == nil || e.Kind != Dict || name == "" {
		return nil
	}
	for i := len(e.Args) - 1; i >= 0; i-- {
		if e.Args[i].Name == name {
			return e.Args[i].Value
		}
	}
	return nil
}

// By is the name that a parameter is given by.
func (p *Param) By() string {
	if p.Key != "" {
		return p.Key
	}
	return p.Name
}

// Positional is the positional argument n, from 0; nil when there is none, or when
// a starred one before it makes its place unknown.
func (e *Expr) Positional(n int) *Expr {
	if e == nil {
		return nil
	}
	for i := range e.Args {
		a := &e.Args[i]
		if a.Star == 1 {
			return nil
		}
		if a.Name != "" || a.Star != 0 {
			continue
		}
		if n == 0 {
			return a.Value
		}
		n--
	}
	return nil
}

// Spread says whether arguments are handed over that are not written here (*x, **x).
func (e *Expr) Spread() bool {
	for i := range e.Args {
		a := &e.Args[i]
		if a.Star != 0 || a.Name == "" && a.Value != nil && a.Value.Kind == Dict && a.Value.named() && a.Value.Spread() {
			return true
		}
	}
	return false
}

// named says whether an object has entries by name.
func (e *Expr) named() bool {
	for i := range e.Args {
		if e.Args[i].Name != "" {
			return true
		}
	}
	return false
}

// Walk calls see for an expression and those in it, the outer one first. What see
// refuses is not entered.
func (e *Expr) Walk(see func(*Expr) bool) {
	if e == nil || !see(e) {
		return
	}
	e.X.Walk(see)
	e.Y.Walk(see)
	e.Z.Walk(see)
	for i := range e.Args {
		e.Args[i].Key.Walk(see)
		e.Args[i].Value.Walk(see)
	}
}

// Exprs calls see for the expressions that stand in a statement itself, not in its
// body.
func (s *Stmt) Exprs(see func(*Expr)) {
	one := func(e *Expr) {
		if e != nil {
			see(e)
		}
	}
	args := func(list []Arg) {
		for i := range list {
			one(list[i].Value)
			one(list[i].Key)
		}
	}
	args(s.Items)
	args(s.Args)
	for i := range s.Params {
		one(s.Params[i].Ann)
		one(s.Params[i].Default)
	}
	one(s.Ann)
	for _, t := range s.Targets {
		one(t)
	}
	one(s.Value)
}

// Walk calls see for every statement of a list and those in their bodies, the outer
// one first. What see refuses is not entered.
func Walk(list []*Stmt, see func(*Stmt) bool) {
	for _, s := range list {
		if see(s) {
			Walk(s.Body, see)
		}
	}
}
