package tree

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

const (
	// maxHCLDepth bounds brackets, templates, blocks and operators that are open at
	// one place. hclsyntax v2.25 recurses for each, without a limit, and a stack
	// overflow cannot be recovered from (hashicorp/hcl issue 809).
	maxHCLDepth = 500
	// fewHCLOpeners is how many brackets and operators a file may have without
	// being looked at for depth, which costs a second lexing. Nested in each other
	// they take the parser 20 MB of stack; 10,000 levels were tried and pass.
	fewHCLOpeners = 2000
	// fewHCLLiterals is how many lines, "$" and "%" a file may have without being
	// looked at for templates of very many pieces: together they take the parser
	// some milliseconds.
	fewHCLLiterals = 2000
	// maxHCLMelt bounds the bytes that hclsyntax v2.25 copies to join the pieces of
	// a template (the lines of a heredoc, mostly), which it does pair by pair: about
	// half a second. A heredoc of 10,000 lines of 20 bytes passes.
	maxHCLMelt = 4 << 30
)

// tooMuch is the offset of what the parser would take the stack or the day for,
// and what it is; -1 if that is nowhere. The tokens are the parser's own, so no
// trick with quotes makes the two disagree; they are only asked for when there is
// enough in the file to matter.
func tooMuch(src []byte) (at int, why string) {
	openers, literals := 0, 0
	for i, b := range src {
		switch b {
		case '(', '[', '{', '!', '-', '?', '&', '|', '+', '*', '/', '<', '>':
			openers++
		case '%':
			openers++
			literals++
		case '\n', '$':
			literals++
		case '=':
			if i > 0 && src[i-1] == '=' {
				openers++
			}
		}
	}
	if openers <= fewHCLOpeners && literals <= fewHCLLiterals {
		return -1, ""
	}
	tokens, _ := hclsyntax.LexConfig(src, "", hcl.InitialPos)
	if at := tooDeep(tokens); at >= 0 {
		return at, fmt.Sprintf("expected at most %d open brackets, templates and operators, found more", maxHCLDepth)
	}
	if at := tooLong(tokens); at >= 0 {
		return at, "expected a heredoc or text of some thousand lines at most, found a longer one"
	}
	return -1, ""
}

// tooLong is the offset at which joining the pieces of a template costs too much,
// -1 if that is nowhere.
func tooLong(tokens hclsyntax.Tokens) int {
	// pieces of the template at hand, and bytes since its last interpolation.
	type template struct{ pieces, run int }
	var (
		now   template
		stack []template
		cost  int
	)
	for _, t := range tokens {
		switch t.Type {
		case hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
			stack = append(stack, now)
			now = template{}
		case hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
			if n := len(stack) - 1; n >= 0 {
				now, stack = stack[n], stack[:n]
			}
		case hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
			now.pieces, now.run = now.pieces+1, 0
		case hclsyntax.TokenQuotedLit, hclsyntax.TokenStringLit:
			// The text so far is copied, and the list of the pieces behind it, of
			// 16 bytes each.
			cost += now.run + 16*now.pieces
			now.pieces, now.run = now.pieces+1, now.run+len(t.Bytes)
			if cost > maxHCLMelt {
				return t.Range.Start.Byte
			}
		}
	}
	return -1
}

// tooDeep is the offset at which too much is open at once, -1 if that is nowhere.
func tooDeep(tokens hclsyntax.Tokens) int {
	// local counts the operators of the expression at hand, open those of the
	// expressions around it and their brackets.
	var (
		local, open int
		stack       []int
		brackets    []hclsyntax.TokenType
	)
	for _, t := range tokens {
		switch t.Type {
		case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenOQuote,
			hclsyntax.TokenOHeredoc, hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
			if t.Type == hclsyntax.TokenTemplateControl {
				local++ // %{ if } nests without a bracket
			}
			stack, brackets = append(stack, local), append(brackets, t.Type)
			open += local + 1
			local = 0
		case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote,
			hclsyntax.TokenCHeredoc, hclsyntax.TokenTemplateSeqEnd:
			if n := len(stack) - 1; n >= 0 {
				local = stack[n]
				open -= local + 1
				stack, brackets = stack[:n], brackets[:n]
			}
			if t.Type == hclsyntax.TokenCBrack || t.Type == hclsyntax.TokenCParen {
				local++ // a[x][y] nests to the left
			}
		case hclsyntax.TokenComma, hclsyntax.TokenEqual:
			local = 0
		case hclsyntax.TokenNewline:
			if n := len(brackets); n == 0 || brackets[n-1] == hclsyntax.TokenOBrace {
				local = 0
			}
		case hclsyntax.TokenBang, hclsyntax.TokenMinus, hclsyntax.TokenQuestion, hclsyntax.TokenPlus,
			hclsyntax.TokenStar, hclsyntax.TokenSlash, hclsyntax.TokenPercent, hclsyntax.TokenAnd, hclsyntax.TokenOr,
			hclsyntax.TokenEqualOp, hclsyntax.TokenNotEqual, hclsyntax.TokenLessThan, hclsyntax.TokenLessThanEq,
			hclsyntax.TokenGreaterThan, hclsyntax.TokenGreaterThanEq:
			local++
		}
		if local+open > maxHCLDepth {
			return t.Range.Start.Byte
		}
	}
	return -1
}
