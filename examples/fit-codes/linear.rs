//! A symmetric matrix without zero or negative eigenvalues, solved by Cholesky's method.

pub struct Symmetric {
    rows: Vec<Vec<f64>>,
}

impl Symmetric {
    pub fn diagonal(values: Vec<f64>) -> Self {
        let size = values.len();
        let mut rows = vec![vec![0.0; size]; size];
        values.into_iter().enumerate().for_each(|(at, value)| rows[at][at] = value);
        Self { rows }
    }

    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        self.rows[row][column] += value;
    }

    /// The vector that the matrix turns into `right`.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        solve(&self.root(), right)
    }

    /// The diagonal of the inverse matrix.
    pub fn inverse_diagonal(&self) -> Vec<f64> {
        let root = self.root();
        let unit = |at: usize| (0..self.rows.len()).map(|other| f64::from(u8::from(at == other))).collect::<Vec<_>>();
        (0..self.rows.len()).map(|at| solve(&root, &unit(at))[at]).collect()
    }

    /// The lower triangle whose product with its transpose is the matrix.
    fn root(&self) -> Vec<Vec<f64>> {
        let size = self.rows.len();
        let mut root = vec![vec![0.0; size]; size];
        for row in 0..size {
            for column in 0..=row {
                let known: f64 = (0..column).map(|at| root[row][at] * root[column][at]).sum();
                let rest = self.rows[row][column] - known;
                root[row][column] = if row == column { rest.max(1e-12).sqrt() } else { rest / root[column][column] };
            }
        }
        root
    }
}

fn solve(root: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut solution = right.to_vec();
    for row in 0..root.len() {
        let known: f64 = (0..row).map(|at| root[row][at] * solution[at]).sum();
        solution[row] = (solution[row] - known) / root[row][row];
    }
    for row in (0..root.len()).rev() {
        let known: f64 = (row + 1..root.len()).map(|at| root[at][row] * solution[at]).sum();
        solution[row] = (solution[row] - known) / root[row][row];
    }
    solution
}
