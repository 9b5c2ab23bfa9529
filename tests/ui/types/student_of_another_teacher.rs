use netwright::prelude::*;

#[network(input = 2)]
struct Teacher(Linear<100>, Relu, Linear<3>);

#[network(input = 2)]
struct Student(Linear<5>);

fn distill<T, S, const IN: usize, const K: usize>(_: &T, _: &mut S)
where
    T: Classifier<Scalar = f32> + Takes<IN> + Gives<K>,
    S: Classifier<Scalar = f32> + Trainable + Takes<IN> + Gives<K>,
{
}

fn main() {
    distill(&*Teacher::zeros(), &mut *Student::zeros());
}
