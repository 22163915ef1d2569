package syntax

const (
	// maxSlab is how many expressions or arguments are allocated at a time, and
	// stmtSlab how many statements: files of a few lines are many, and so are those
	// of thousands.
	maxSlab  = 128
	stmtSlab = 64
)

// Nodes is what a reader takes nodes from, many at a time, and where it keeps the
// elements of the lists that it is in. The zero value is ready.
type Nodes struct {
	exprs []Expr
	stmts []Stmt
	pool  []Arg
	// Stack holds the elements of the lists that are being read, one list above the
	// other.
	Stack []Arg
}

// Expr makes an expression, which ends where it starts until more is known.
func (n *Nodes) Expr(k ExprKind, start int32) *Expr {
	e := take(&n.exprs, min(maxSlab, max(4, 2*cap(n.exprs))))
	e.Kind, e.Start, e.End = k, start, start
	return e
}

// Stmt makes a statement, which ends where it starts until more is known.
func (n *Nodes) Stmt(k StmtKind, start int32) *Stmt {
	s := take(&n.stmts, stmtSlab)
	s.Kind, s.Start, s.End = k, start, start
	return s
}

// take gives the next of a slab, of a new one where it is used up.
func take[T any](slab *[]T, size int) *T {
	if len(*slab) == cap(*slab) {
		*slab = make([]T, 0, size)
	}
	*slab = (*slab)[:len(*slab)+1]
	return &(*slab)[len(*slab)-1]
}

// Push puts an element on the stack and says where.
func (n *Nodes) Push(a Arg) int {
	n.Stack = append(n.Stack, a)
	return len(n.Stack) - 1
}

// Pop takes the elements from number i on off the stack; nil for none.
func (n *Nodes) Pop(i int) []Arg {
	list := n.Stack[i:]
	n.Stack = n.Stack[:i]
	if len(list) == 0 {
		return nil
	}
	if len(list) > cap(n.pool)-len(n.pool) {
		n.pool = make([]Arg, 0, max(len(list), min(maxSlab, 2*cap(n.pool))))
	}
	from := len(n.pool)
	n.pool = append(n.pool, list...)
	return n.pool[from:len(n.pool):len(n.pool)]
}
