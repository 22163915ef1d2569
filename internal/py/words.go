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

func operator(s string) uint8 {
	switch s {
	case "->":
		return opArrow
	case ":=":
		return opWalrus
	case "**":
		return opPower
	case "//":
		return opFloor
	case "<<", ">>":
		return opShift
	case "...":
		return opDots
	case "==", "!=", "<=", ">=", "<>":
		return opCompare
	}
	return opAugmented
}

// keyword is the code of a word that is no name, whatever the version (async and
// await since 3.7); 0 for a name. match, case, type and _ are names too, and told by
// what follows.
func keyword(s string) uint8 {
	switch s {
	case "and":
		return wordAnd
	case "as":
		return wordAs
	case "assert":
		return wordAssert
	case "async":
		return wordAsync
	case "await":
		return wordAwait
	case "break", "continue", "pass":
		return wordBreak
	case "class":
		return wordClass
	case "def":
		return wordDef
	case "del":
		return wordDel
	case "elif":
		return wordElif
	case "else":
		return wordElse
	case "except":
		return wordExcept
	case "finally":
		return wordFinally
	case "for":
		return wordFor
	case "from":
		return wordFrom
	case "global", "nonlocal":
		return wordGlobal
	case "if":
		return wordIf
	case "import":
		return wordImport
	case "in":
		return wordIn
	case "is":
		return wordIs
	case "lambda":
		return wordLambda
	case "None", "True", "False":
		return wordConst
	case "not":
		return wordNot
	case "or":
		return wordOr
	case "raise":
		return wordRaise
	case "return":
		return wordReturn
	case "try":
		return wordTry
	case "while":
		return wordWhile
	case "with":
		return wordWith
	case "yield":
		return wordYield
	}
	return 0
}
