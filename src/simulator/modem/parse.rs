//! Parses command rows as a modem does (ITU-T V.250 5.2 to 5.4): `AT`, then basic commands (`E0`, `&F`, `S3=13`) and
//! extended ones (`+CMGF=0`), the latter joined with `;`.

/// The operation of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    /// `+CSQ`
    Execute,
    /// `+CSQ=1,2`
    Set,
    /// `+CSQ?`
    Read,
    /// `+CSQ=?`
    Test,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Command {
    /// In capitals: `+CMGF`, `E`, `&F`, `S3`; empty for `AT` alone.
    pub name: String,
    pub op: Op,
    pub args: Vec<Arg>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Arg {
    Absent,
    Number(u32),
    Text(String),
    /// Neither a number nor in quotes.
    Other(String),
}

impl Command {
    fn plain(name: &str, op: Op) -> Self {
        Self { name: name.to_ascii_uppercase(), op, args: Vec::new() }
    }

    /// The argument at `index` as a number; `default` if it is missing.
    pub fn number(&self, index: usize, default: u32) -> Option<u32> {
        match self.args.get(index) {
            None | Some(Arg::Absent) => Some(default),
            Some(Arg::Number(number)) => Some(*number),
            Some(Arg::Text(_) | Arg::Other(_)) => None,
        }
    }

    /// The argument at `index` as text, quoted or not.
    pub fn text(&self, index: usize) -> Option<String> {
        match self.args.get(index)? {
            Arg::Absent => None,
            Arg::Number(number) => Some(number.to_string()),
            Arg::Text(text) | Arg::Other(text) => Some(text.clone()),
        }
    }
}

/// Parses the text between two carriage returns. `None`: it contains no `AT`, so the modem stays silent. The text
/// before `AT` is skipped, as by modems that search for the prefix byte by byte.
pub(super) fn parse_row(text: &str) -> Option<Result<Vec<Command>, SyntaxError>> {
    let start = text.as_bytes().windows(2).position(|pair| pair.eq_ignore_ascii_case(b"AT"))?;
    Some(body(&text[start + 2..]))
}

/// The row is no valid command row; it is answered with ERROR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SyntaxError;

fn body(mut rest: &str) -> Result<Vec<Command>, SyntaxError> {
    let mut commands = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', ';']);
        let Some(first) = rest.chars().next() else { break };
        let (command, after) = match first {
            '+' | '^' | '*' | '$' | '#' | '!' | '%' => extended(rest)?,
            'D' | 'd' => (dial(rest), ""),
            '&' | '\\' | 'a'..='z' | 'A'..='Z' => basic(rest)?,
            _ => return Err(SyntaxError),
        };
        commands.push(command);
        rest = after;
    }
    if commands.is_empty() {
        commands.push(Command::plain("", Op::Execute));
    }
    Ok(commands)
}

fn dial(rest: &str) -> Command {
    Command { args: vec![Arg::Text(rest[1..].to_owned())], ..Command::plain("D", Op::Execute) }
}

/// `E0`, `&F`, `S3=13`, `S0?`: a letter (after `&` or `\`), a number, no separator to the next one.
fn basic(rest: &str) -> Result<(Command, &str), SyntaxError> {
    let letters = if rest.starts_with(['&', '\\']) { 2 } else { 1 };
    let name =
        rest.get(..letters).filter(|name| name.ends_with(|c: char| c.is_ascii_alphabetic())).ok_or(SyntaxError)?;
    let (digits, after) = digits(&rest[letters..]);
    if !name.eq_ignore_ascii_case("S") {
        let args = digits.parse().map(|number| vec![Arg::Number(number)]).unwrap_or_default();
        return Ok((Command { args, ..Command::plain(name, Op::Execute) }, after));
    }
    let name = format!("S{digits}");
    if let Some(after) = after.strip_prefix('?') {
        return Ok((Command::plain(&name, Op::Read), after));
    }
    let (value, after) = self::digits(after.strip_prefix('=').ok_or(SyntaxError)?);
    let args = vec![value.parse().map(Arg::Number).unwrap_or(Arg::Absent)];
    Ok((Command { args, ..Command::plain(&name, Op::Set) }, after))
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

fn extended(rest: &str) -> Result<(Command, &str), SyntaxError> {
    let (command, after) = rest.split_at(outside_quotes(rest, b';').unwrap_or(rest.len()));
    let command = command.trim_end();
    let name = 1 + command[1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':')).count();
    let (name, tail) = command.split_at(name);
    if name.len() < 2 {
        return Err(SyntaxError);
    }
    let command = match tail {
        "" => Command::plain(name, Op::Execute),
        "?" => Command::plain(name, Op::Read),
        "=?" => Command::plain(name, Op::Test),
        set => {
            let args = arguments(set.strip_prefix('=').ok_or(SyntaxError)?);
            Command { args, ..Command::plain(name, Op::Set) }
        }
    };
    Ok((command, after))
}

fn arguments(mut text: &str) -> Vec<Arg> {
    let mut args = Vec::new();
    loop {
        let end = outside_quotes(text, b',');
        args.push(argument(text[..end.unwrap_or(text.len())].trim()));
        match end {
            Some(comma) => text = &text[comma + 1..],
            None => return args,
        }
    }
}

fn argument(text: &str) -> Arg {
    if text.is_empty() {
        return Arg::Absent;
    }
    if let Some(inner) = text.strip_prefix('"') {
        return Arg::Text(inner.strip_suffix('"').unwrap_or(inner).to_owned());
    }
    // A PIN may begin with 0 and be written without quotes.
    match text.parse() {
        Ok(number) if !text.starts_with(['0', '+']) || text == "0" => Arg::Number(number),
        Ok(_) | Err(_) => Arg::Other(text.to_owned()),
    }
}

fn outside_quotes(text: &str, wanted: u8) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|b| {
        quoted ^= b == b'"';
        b == wanted && !quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(text: &str) -> String {
        match parse_row(text) {
            None => "silence".into(),
            Some(Err(SyntaxError)) => "error".into(),
            Some(Ok(commands)) => {
                let one = |c: &Command| {
                    let args: Vec<String> = c.args.iter().map(|arg| format!("{arg:?}")).collect();
                    format!("{}/{:?}({})", c.name, c.op, args.join(" "))
                };
                commands.iter().map(one).collect::<Vec<_>>().join(" ")
            }
        }
    }

    #[test]
    fn rows_are_parsed_as_v250_defines() {
        for (text, expected) in [
            ("AT", "/Execute()"),
            ("at", "/Execute()"),
            ("\x1bAT", "/Execute()"),
            ("\u{fffd}zAATE0", "E/Execute(Number(0))"),
            ("", "silence"),
            ("hello", "silence"),
            ("A T", "silence"),
            ("ATE0V1Q0", "E/Execute(Number(0)) V/Execute(Number(1)) Q/Execute(Number(0))"),
            ("ATZ", "Z/Execute()"),
            ("AT&FE0", "&F/Execute() E/Execute(Number(0))"),
            ("ATS3=13S0?", "S3/Set(Number(13)) S0/Read()"),
            ("ATE0+CMEE=1;+CMGF=0", "E/Execute(Number(0)) +CMEE/Set(Number(1)) +CMGF/Set(Number(0))"),
            ("AT+CSQ;", "+CSQ/Execute()"),
            ("AT+cpms=\"SM\",,\"M;E\"", "+CPMS/Set(Text(\"SM\") Absent Text(\"M;E\"))"),
            ("AT+CPMS=?", "+CPMS/Test()"),
            ("AT^CPIN?", "^CPIN/Read()"),
            ("AT+CPIN=0042", "+CPIN/Set(Other(\"0042\"))"),
            ("AT+CMGL=ALL", "+CMGL/Set(Other(\"ALL\"))"),
            ("ATD*100#;", "D/Execute(Text(\"*100#;\"))"),
            ("AT+", "error"),
            ("AT+CSQ!", "error"),
            ("AT=", "error"),
            ("AT&", "error"),
            ("ATé", "error"),
        ] {
            assert_eq!(describe(text), expected, "{text:?}");
        }
    }
}
