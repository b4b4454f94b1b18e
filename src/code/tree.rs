//! A tree of words by their first letters. To find which of ten thousand words are at one place of a text takes one step
//! for each letter.

/// The tree. A value belongs to the beginning of a word, which `Seed::add` takes.
#[derive(Debug)]
pub struct Tree<T> {
    nodes: Vec<Node>,
    /// Where each ASCII letter leads to from the root, or 0. Most words of a text end their way here.
    initials: [u32; INITIALS],
    /// The letters of the edges. Those of one node are together, in order.
    letters: Vec<char>,
    /// Where each edge leads to.
    targets: Vec<u32>,
    values: Vec<T>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    values: (u32, u32),
    edges: (u32, u32),
    /// Number of letters that all words beyond have in common. They are skipped, since the caller compares each word.
    skip: u32,
}

/// An edge leads to a node, or with this bit to a value.
const VALUE: u32 = 1 << 31;

/// ASCII.
const INITIALS: usize = 128;

/// Words with their values, before they become a tree. A few long vectors hold them all, because many small ones would
/// leave holes in memory for as long as the tree lives.
pub struct Seed<T> {
    letters: Vec<char>,
    /// Where the letters of each word begin and end.
    words: Vec<(usize, usize, T)>,
}

impl<T> Seed<T> {
    /// Reserves room for so many words with so many letters in all.
    pub fn with_room(words: usize, letters: usize) -> Self {
        Self { letters: Vec::with_capacity(letters), words: Vec::with_capacity(words) }
    }

    /// Adds a word, or the beginning of one.
    pub fn add(&mut self, word: impl Iterator<Item = char>, value: T) {
        let start = self.letters.len();
        self.letters.extend(word);
        self.words.push((start, self.letters.len(), value));
    }

    /// Builds the tree. Values of the same beginning keep their order.
    pub fn grow(mut self) -> Tree<T> {
        let letters = self.letters;
        self.words.sort_unstable_by(|a, b| letters[a.0..a.1].cmp(&letters[b.0..b.1]).then(a.0.cmp(&b.0)));
        let keys: Vec<&[char]> = self.words.iter().map(|word| &letters[word.0..word.1]).collect();
        // More room than needed, because a vector that grows leaves holes behind.
        let mut tree = Tree {
            nodes: Vec::with_capacity(keys.len()),
            initials: [0; INITIALS],
            letters: Vec::with_capacity(2 * keys.len()),
            targets: Vec::with_capacity(2 * keys.len()),
            values: Vec::new(),
        };
        tree.grow(&keys, 0, 0);
        let (start, end) = tree.nodes[0].edges;
        for edge in start as usize..end as usize {
            if let Some(initial) = tree.initials.get_mut(tree.letters[edge] as usize) {
                *initial = tree.targets[edge];
            }
        }
        tree.values = self.words.into_iter().map(|word| word.2).collect();
        // `collect` reuses the larger vector of the words.
        tree.values.shrink_to_fit();
        tree.nodes.shrink_to_fit();
        tree.letters.shrink_to_fit();
        tree.targets.shrink_to_fit();
        tree
    }
}

impl<T> Tree<T> {
    /// Adds the node for `keys`, which share their letters up to `depth`, and returns its target. `first` is the index of
    /// the first key.
    fn grow(&mut self, keys: &[&[char]], first: usize, depth: usize) -> u32 {
        if let ([_], true) = (keys, depth > 0) {
            return VALUE | index(first);
        }
        let whole = keys.partition_point(|key| key.len() <= depth);
        let shared = match (&keys[whole..], whole) {
            ([one, .., other], 0) => one[depth..].iter().zip(&other[depth..]).take_while(|(a, b)| a == b).count(),
            // A key may end here, so nothing is skipped.
            (_, _) => 0,
        };
        let shortest = keys.iter().map(|key| key.len()).min().unwrap_or(depth);
        let skip = shared.min(shortest.saturating_sub(depth + 1));
        let node = self.nodes.len();
        self.nodes.push(Node { values: (index(first), index(first + whole)), edges: (0, 0), skip: index(skip) });
        let depth = depth + skip;
        let mut children = Vec::new();
        let mut at = whole;
        while let Some(letter) = keys.get(at).map(|key| key[depth]) {
            let length = keys[at..].partition_point(|key| key[depth] == letter);
            children.push((letter, self.grow(&keys[at..at + length], first + at, depth + 1)));
            at += length;
        }
        let start = index(self.letters.len());
        for (letter, to) in children {
            self.letters.push(letter);
            self.targets.push(to);
        }
        self.nodes[node].edges = (start, index(self.letters.len()));
        index(node)
    }

    /// Visits every value whose word the letters may begin with. The caller compares the word, since the tree skips
    /// letters.
    pub fn along(&self, letters: impl IntoIterator<Item = char>, mut visit: impl FnMut(&T)) {
        let mut at = 0;
        let mut letters = letters.into_iter();
        loop {
            let node = self.nodes[at];
            self.values[node.values.0 as usize..node.values.1 as usize].iter().for_each(&mut visit);
            let Some(letter) = letters.nth(node.skip as usize) else { return };
            match self.step(at, letter) {
                Some(to) if to & VALUE != 0 => return visit(&self.values[(to ^ VALUE) as usize]),
                Some(to) => at = to as usize,
                None => return,
            }
        }
    }

    fn step(&self, from: usize, letter: char) -> Option<u32> {
        let (start, end) = self.nodes[from].edges;
        let letters = &self.letters[start as usize..end as usize];
        let to = match self.initials.get(letter as usize) {
            Some(initial) if from == 0 => *initial,
            Some(_) | None if letters.len() <= FEW => {
                self.targets[start as usize + letters.iter().position(|other| *other == letter)?]
            }
            Some(_) | None => self.targets[start as usize + letters.binary_search(&letter).ok()?],
        };
        // Target 0 is the root, so it means that there is no edge.
        (to > 0).then_some(to)
    }
}

/// So few letters are compared one by one, since they fit one cache line of the processor.
const FEW: usize = 16;

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn along(words: &[&str], text: &str) -> Vec<String> {
        let mut seed = Seed::with_room(0, 0);
        words.iter().for_each(|word| seed.add(word.chars(), (*word).to_owned()));
        let mut found = Vec::new();
        seed.grow().along(text.chars(), |word| found.push(word.clone()));
        found.retain(|word| text.starts_with(word.as_str()));
        found
    }

    #[test]
    fn every_beginning_of_a_text_is_proposed() {
        let words = ["code", "co", "codes", "cod", "x", "pin", "", "codex", "code"];
        for (text, found) in [
            ("codes", vec!["", "co", "cod", "code", "code", "codes"]),
            ("co", vec!["", "co"]),
            ("pint", vec!["", "pin"]),
            ("pi", vec![""]),
            ("zebra", vec![""]),
            ("", vec![""]),
        ] {
            assert_eq!(along(&words, text), found, "{text}");
        }
        assert!(along(&[], "code").is_empty());
    }
}
