package tree

import (
	"bytes"
	"path"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// strictHCL are the files whose readers know the present syntax only. Vault,
// Consul and Nomad still read the older one, in which people put a block's brace
// on the next line, commas behind arguments, and names in quotes.
var strictHCL = map[string]bool{".tf": true, ".tofu": true, ".tfvars": true}

// modernHCL rewrites the old syntax in a copy, byte for byte, so that every offset
// stays true. It is nil when there is nothing to rewrite.
func modernHCL(name string, src []byte) []byte {
	if strictHCL[path.Ext(name)] {
		return nil
	}
	tokens, _ := hclsyntax.LexConfig(src, name, hcl.InitialPos)
	// body: inside a body and not inside an expression; argument: there is an
	// equals sign in this statement.
	type state struct{ body, argument bool }
	var (
		out    []byte
		now    = state{body: true}
		stack  []state
		header = -1 // end of the last token of what may be a block's header
	)
	edit := func(from, to int, with byte, only string) {
		if out == nil {
			out = bytes.Clone(src)
		}
		for i := from; i < to; i++ {
			if only == "" || bytes.IndexByte([]byte(only), src[i]) >= 0 {
				out[i] = with
			}
		}
	}
	fresh := true // nothing of the statement was seen
	for n, t := range tokens {
		start, end := t.Range.Start.Byte, t.Range.End.Byte
		first := fresh
		fresh = t.Type == hclsyntax.TokenNewline || t.Type == hclsyntax.TokenOBrace || first && t.Type == hclsyntax.TokenComment ||
			t.Type == hclsyntax.TokenComment && end > start && src[end-1] == '\n'
		if first && t.Type == hclsyntax.TokenOQuote && now.body && n+2 < len(tokens) && tokens[n+2].Type == hclsyntax.TokenCQuote && hclsyntax.ValidIdentifier(string(tokens[n+1].Bytes)) {
			edit(start, end, ' ', "")
			edit(tokens[n+2].Range.Start.Byte, tokens[n+2].Range.End.Byte, ' ', "")
		}
		switch t.Type {
		case hclsyntax.TokenOBrace:
			if now.body && !now.argument && header >= 0 && len(bytes.TrimSpace(src[header:start])) == 0 {
				edit(header, start, ' ', "\r\n")
			}
			stack = append(stack, now)
			now = state{body: now.body && !now.argument}
			header = -1
		case hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc,
			hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
			stack = append(stack, now)
			now.body = false
		case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote,
			hclsyntax.TokenCHeredoc, hclsyntax.TokenTemplateSeqEnd:
			if n := len(stack) - 1; n >= 0 {
				now, stack = stack[n], stack[:n]
			}
			if header = -1; t.Type == hclsyntax.TokenCQuote && now.body && !now.argument {
				header = end
			}
		case hclsyntax.TokenIdent:
			if now.body && !now.argument {
				header = end
			}
		case hclsyntax.TokenEqual:
			now.argument = now.argument || now.body
		case hclsyntax.TokenComma:
			if now.body && now.argument {
				edit(start, end, '\n', "")
				now.argument, header, fresh = false, -1, true
			}
		case hclsyntax.TokenNewline:
			if now.body {
				now.argument = false
			}
		case hclsyntax.TokenComment:
			if now.body && end > start && src[end-1] == '\n' {
				now.argument, header = false, -1
			}
		}
	}
	return out
}
