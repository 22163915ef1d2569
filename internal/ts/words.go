package ts

// Codes of keywords and of operators of more than one byte. Bytes of ASCII stand for
// themselves.
const (
	opArrow    = iota + 128
	opDots     // ...
	opOptional // ?.
	opNullish
	opOr
	opAnd
	opEqual
	opRelation
	opShift
	opPower
	opStep   // ++ and --
	opAssign // but for =

	wordAsync
	wordAwait
	wordBreak
	wordCase
	wordCatch
	wordClass
	wordConst
	wordContinue
	wordDebugger
	wordDefault
	wordDelete
	wordDo
	wordElse
	wordEnum
	wordExport
	wordExtends
	wordFinally
	wordFor
	wordFunction
	wordIf
	wordImport
	wordIn
	wordInstanceof
	wordLet
	wordLiteral // null, true, false
	wordNew
	wordReturn
	wordSuper
	wordSwitch
	wordThis
	wordThrow
	wordTry
	wordTypeof
	wordVar
	wordVoid
	wordWhile
	wordWith
	wordYield
)

var keywords = map[string]uint8{
	"async": wordAsync, "await": wordAwait, "break": wordBreak, "case": wordCase, "catch": wordCatch, "class": wordClass,
	"const": wordConst, "continue": wordContinue, "debugger": wordDebugger, "default": wordDefault, "delete": wordDelete, "do": wordDo,
	"else": wordElse, "enum": wordEnum, "export": wordExport, "extends": wordExtends, "finally": wordFinally, "for": wordFor,
	"function": wordFunction, "if": wordIf, "import": wordImport, "in": wordIn, "instanceof": wordInstanceof, "let": wordLet,
	"null": wordLiteral, "true": wordLiteral, "false": wordLiteral, "new": wordNew, "return": wordReturn, "super": wordSuper,
	"switch": wordSwitch, "this": wordThis, "throw": wordThrow, "try": wordTry, "typeof": wordTypeof, "var": wordVar, "void": wordVoid,
	"while": wordWhile, "with": wordWith, "yield": wordYield,
}

// first says which letters keywords start with.
var first = func() (f [256]bool) {
	for w := range keywords {
		f[w[0]] = true
	}
	return f
}()

// keyword is the code of a word that means something of its own; 0 for a name. The
// words that are names too (of, as, type, …) are told by what stands around them.
func keyword(s string) uint8 {
	if !first[s[0]] {
		return 0
	}
	return keywords[s]
}

// operator is the length of the operator that a text starts with, and its code. What
// starts with > is one byte long, as types end so; the parser puts it together.
func operator(s string) (int, uint8) {
	at := func(i int) byte {
		if i < len(s) {
			return s[i]
		}
		return 0
	}
	b, second, third := s[0], at(1), at(2)
	switch b {
	case '=':
		switch {
		case second == '>':
			return 2, opArrow
		case second == '=' && third == '=':
			return 3, opEqual
		case second == '=':
			return 2, opEqual
		}
	case '!':
		switch {
		case second == '=' && third == '=':
			return 3, opEqual
		case second == '=':
			return 2, opEqual
		}
	case '.':
		if second == '.' && third == '.' {
			return 3, opDots
		}
	case '?':
		switch {
		case second == '?' && third == '=':
			return 3, opAssign
		case second == '?':
			return 2, opNullish
		case second == '.' && (third < '0' || third > '9'):
			return 2, opOptional
		}
	case '|', '&':
		switch {
		case second == b && third == '=':
			return 3, opAssign
		case second == b && b == '|':
			return 2, opOr
		case second == b:
			return 2, opAnd
		case second == '=':
			return 2, opAssign
		}
	case '+', '-':
		switch second {
		case b:
			return 2, opStep
		case '=':
			return 2, opAssign
		}
	case '*':
		switch {
		case second == '*' && third == '=':
			return 3, opAssign
		case second == '*':
			return 2, opPower
		case second == '=':
			return 2, opAssign
		}
	case '/', '%', '^':
		if second == '=' {
			return 2, opAssign
		}
	case '<':
		switch {
		case second == '<' && third == '=':
			return 3, opAssign
		case second == '<':
			return 2, opShift
		case second == '=':
			return 2, opRelation
		}
	}
	return 1, b
}
