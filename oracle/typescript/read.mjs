// What TypeScript's own parser says of the files whose names come one a line: their
// strings, calls and functions, as byte offsets. X stands for a file that it refuses.
import fs from "node:fs";
import readline from "node:readline";
import ts from "typescript";

const kinds = { ".ts": ts.ScriptKind.TS, ".mts": ts.ScriptKind.TS, ".cts": ts.ScriptKind.TS, ".tsx": ts.ScriptKind.TSX };

// imports says whether a value is require("x") or await import("x"), or a member of it.
function imports(value) {
  if (value && ts.isPropertyAccessExpression(value)) value = value.expression;
  while (value && (ts.isParenthesizedExpression(value) || ts.isAsExpression(value))) value = value.expression;
  const wait = value && ts.isAwaitExpression(value);
  if (wait) value = value.expression;
  if (!value || !ts.isCallExpression(value) || value.arguments.length !== 1 || !ts.isStringLiteralLike(value.arguments[0])) return false;
  return value.expression.kind === ts.SyntaxKind.ImportKeyword ? wait : ts.isIdentifier(value.expression) && value.expression.text === "require";
}

function read(path) {
  const bytes = fs.readFileSync(path);
  const text = bytes.toString("utf8");
  if (Buffer.from(text, "utf8").compare(bytes) !== 0) return console.log("X");
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kinds[path.slice(path.lastIndexOf("."))] ?? ts.ScriptKind.JSX);
  if (file.parseDiagnostics.length > 0) return console.log("X");
  // The place of every UTF-16 unit in bytes.
  const at = new Uint32Array(text.length + 1);
  for (let i = 0, n = 0; i < text.length; i++) {
    at[i] = n;
    const c = text.charCodeAt(i);
    if (c >= 0xd800 && c < 0xdc00) at[i + 1] = n, (n += 4), i++;
    else n += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    at[i + 1] = n;
  }
  const tell = (kind, node, value) => console.log(kind, at[node.getStart(file)], at[node.end], value === undefined ? "" : JSON.stringify(value));
  const visit = (n) => {
    if (ts.isTypeNode(n) && !ts.isExpressionWithTypeArguments(n)) return;
    switch (n.kind) {
      case ts.SyntaxKind.ImportDeclaration:
      case ts.SyntaxKind.InterfaceDeclaration:
      case ts.SyntaxKind.TypeAliasDeclaration:
      case ts.SyntaxKind.TypeParameter:
      case ts.SyntaxKind.ImportEqualsDeclaration:
      case ts.SyntaxKind.ExternalModuleReference:
      case ts.SyntaxKind.IndexSignature:
        return;
      case ts.SyntaxKind.EnumMember:
        return n.initializer && visit(n.initializer);
      case ts.SyntaxKind.VariableDeclaration:
        if (imports(n.initializer)) return;
        break;
      case ts.SyntaxKind.ExportDeclaration:
        return;
      case ts.SyntaxKind.HeritageClause:
        if (n.token === ts.SyntaxKind.ImplementsKeyword) return;
        break;
      case ts.SyntaxKind.ModuleDeclaration:
        return n.body && visit(n.body);
      case ts.SyntaxKind.Parameter:
        visit(n.name);
        return n.initializer && visit(n.initializer);
      case ts.SyntaxKind.StringLiteral:
      case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
        return tell("S", n, ts.isJsxAttribute(n.parent) ? undefined : n.text);
      case ts.SyntaxKind.TemplateExpression:
        tell("T", n);
        break;
      case ts.SyntaxKind.CallExpression:
        if (n.arguments.length === 1 && (n.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(n.expression) && n.expression.text === "require"))) return;
        tell("C", n);
        break;
      case ts.SyntaxKind.NewExpression:
      case ts.SyntaxKind.TaggedTemplateExpression:
        tell("C", n);
        break;
      case ts.SyntaxKind.ArrowFunction:
        tell("F", n);
        break;
      case ts.SyntaxKind.FunctionExpression:
        tell("F", n);
        break;
      case ts.SyntaxKind.ObjectBindingPattern: {
        let up = n;
        while (ts.isBindingElement(up) || ts.isObjectBindingPattern(up) || ts.isArrayBindingPattern(up)) up = up.parent;
        if (ts.isVariableDeclaration(up)) tell("O", n);
        break;
      }
      case ts.SyntaxKind.ObjectLiteralExpression:
        tell("O", n);
        break;
    }
    if (ts.isClassElement(n) || ts.isMethodDeclaration(n)) {
      if (ts.isClassLike(n.parent)) {
        if ((ts.isMethodDeclaration(n) || ts.isConstructorDeclaration(n) || ts.isAccessor(n)) && !n.body) return;
        const skip = n.name;
        return ts.forEachChild(n, (c) => c !== skip && visit(c));
      }
    }
    if (ts.isFunctionDeclaration(n) && !n.body) return ts.forEachChild(n, visit);
    ts.forEachChild(n, visit);
  };
  ts.forEachChild(file, visit);
}

for await (const path of readline.createInterface({ input: process.stdin })) {
  console.log("FILE", path);
  read(path);
}
console.log("END");
