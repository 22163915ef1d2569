package py

// Codes of keywords and of operators of more than one byte. Bytes of ASCII stand
// for themselves.
const (
	opArrow = iota + 128
	opWalrus
	opPower
	opFloor
	opShift // << and >>
	opCompare
	opDots
	opAugmented

	wordAnd
	wordAs
	wordAssert
	wordAsync
	wordAwait
	wordBreak
	wordClass
	wordDef
	wordDel
	wordElif
	wordElse
	wordExcept
	wordFinally
	wordFor
	wordFrom
	wordGlobal
	wordIf
	wordImport
	wordIn
	wordIs
	wordLambda
	wordConst
	wordNot
	wordOr
	wordRaise
	wordReturn
	wordTry
	wordWhile
	wordWith
	wordYield
)

var operators = map[string]uint8{
	"->": opArrow, ":=": opWalrus, "**": opPower, "//": opFloor, "<<": opShift, ">>": opShift, "...": opDots,
	"==": opCompare, "!=": opCompare, "<=": opCompare, ">=": opCompare, "<>": opCompare,
	"+=": opAugmented, "-=": opAugmented, "*=": opAugmented, "/=": opAugmented, "%=": opAugmented, "&=": opAugmented, "|=": opAugmented,
	"^=": opAugmented, "@=": opAugmented, "**=": opAugmented, "//=": opAugmented, ">>=": opAugmented, "<<=": opAugmented,
}

// keywords are the words that are no names, whatever the version (async and await
// since 3.7). match, case, type and _ are names too, and told by what follows.
var keywords = map[string]uint8{
	"and": wordAnd, "as": wordAs, "assert": wordAssert, "async": wordAsync, "await": wordAwait, "break": wordBreak, "class": wordClass,
	"continue": wordBreak, "def": wordDef, "del": wordDel, "elif": wordElif, "else": wordElse, "except": wordExcept, "finally": wordFinally,
	"for": wordFor, "from": wordFrom, "global": wordGlobal, "if": wordIf, "import": wordImport, "in": wordIn, "is": wordIs, "lambda": wordLambda,
	"None": wordConst, "True": wordConst, "False": wordConst, "nonlocal": wordGlobal, "not": wordNot, "or": wordOr, "pass": wordBreak,
	"raise": wordRaise, "return": wordReturn, "try": wordTry, "while": wordWhile, "with": wordWith, "yield": wordYield,
}
