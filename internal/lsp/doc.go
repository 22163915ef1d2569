// Package lsp is the language server: diagnostics of every format as one types,
// what a finding means on hover, and ignores as code actions.
//
// An edit is judged twice. At once the file alone is judged by the rules that need
// no more than a file, and what the last scan of the workspace said about it stays,
// moved along with the text. When typing pauses, the workspace is judged with the
// open files as they are in the editor, and every file gets what is true of it beside
// the others. What was read stays: an edit has nothing read but its file and the units
// that it is part of. All is read again when the disk is another.
package lsp
