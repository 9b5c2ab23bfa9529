/// # Shapes
///
/// `[4]` to `[3]`:
///
/// ```text
///   step    layer   in               out   params
///   first   Linear  [4]              [8]       40
///   tanh    Tanh    [8]              [8]        0
///   second  Linear  [8]              [8]       64
///   sum     Add     [8] + [8]        [8]        0
///   both    Concat  [4] + [8] + [4]  [16]       0
///   output  Linear  [16]             [3]       51
/// ```
struct Graph<T: ::netwright::scalar::Real = f32> {
    /// `Linear`: `[4]` to `[8]`, 40 parameters.
    ///
    /// ```text
    /// forward   y = W·x + b
    /// backward  dx = Wᵀ·dy,  dW = dy·xᵀ,  db = dy
    /// ```
    first: ::netwright::layer::Linear<T, 4, 8>,
    /// `Tanh`: `[8]` to `[8]`, 0 parameters.
    ///
    /// ```text
    /// forward   y = tanh(x)
    /// backward  dx = dy ⊙ (1 - y²)
    /// ```
    tanh: ::netwright::layer::Pointwise<::netwright::layer::Tanh, 8>,
    /// `Linear`: `[8]` to `[8]`, 64 parameters.
    ///
    /// ```text
    /// forward   y = W·x + b
    /// backward  dx = Wᵀ·dy,  dW = dy·xᵀ,  db = dy
    /// ```
    second: ::netwright::layer::Linear<T, 8, 8, ::netwright::layer::NoBias>,
    /// `Add`: `[8]` + `[8]` to `[8]`, 0 parameters.
    ///
    /// ```text
    /// forward   y = x1 + x2 + …
    /// backward  dx1 = dx2 = … = dy
    /// ```
    sum: ::netwright::layer::Add<8, 2>,
    /// `Concat`: `[4]` + `[8]` + `[4]` to `[16]`, 0 parameters.
    ///
    /// ```text
    /// forward   y = (x1; x2; …)
    /// backward  dxk = the rows of dy that came from xk
    /// ```
    both: ::netwright::layer::Concat<
        (
            ::netwright::nalgebra::Const<4>,
            (::netwright::nalgebra::Const<8>, ::netwright::nalgebra::Const<4>),
        ),
        16,
    >,
    /// `Linear`: `[16]` to `[3]`, 51 parameters.
    ///
    /// ```text
    /// forward   y = W·x + b
    /// backward  dx = Wᵀ·dy,  dW = dy·xᵀ,  db = dy
    /// ```
    output: ::netwright::layer::Linear<T, 16, 3>,
}
const _: () = {
    #[allow(unused_imports)]
    use ::netwright::__private::ClonesNot as _;
    ::netwright::__private::assert_clone::<
        Graph,
    >("Graph", ::netwright::__private::Clones::<Graph>::CLONES)
};
#[allow(clippy::all, clippy::pedantic, clippy::nursery, non_camel_case_types)]
const _: () = {
    use ::netwright::__private as __nw;
    type __first<T> = ::netwright::layer::Linear<T, 4, 8>;
    type __tanh = ::netwright::layer::Pointwise<::netwright::layer::Tanh, 8>;
    type __second<T> = ::netwright::layer::Linear<T, 8, 8, ::netwright::layer::NoBias>;
    type __sum = ::netwright::layer::Add<8, 2>;
    type __both = ::netwright::layer::Concat<
        (
            ::netwright::nalgebra::Const<4>,
            (::netwright::nalgebra::Const<8>, ::netwright::nalgebra::Const<4>),
        ),
        16,
    >;
    type __output<T> = ::netwright::layer::Linear<T, 16, 3>;
    ::netwright::__plain_struct!(
        T in [T : ::netwright::scalar::Real] Graph[T] { first : __first < T >, tanh :
        __tanh, second : __second < T >, sum : __sum, both : __both, output : __output <
        T > }
    );
    impl<T: ::netwright::scalar::Real> __nw::Parameters<T> for Graph<T> {
        type Over<TOther: __nw::Real> = Graph<TOther>;
        const SCHEMA: &'static __nw::Schema = &__nw::Schema::Fields {
            fields: &[
                __nw::Field::new(
                    "first",
                    ::core::mem::offset_of!(Self, first),
                    <__first<T> as __nw::Parameters<T>>::SCHEMA,
                ),
                __nw::Field::new(
                        "second",
                        ::core::mem::offset_of!(Self, second),
                        <__second<T> as __nw::Parameters<T>>::SCHEMA,
                    )
                    .frozen(),
                __nw::Field::new(
                    "output",
                    ::core::mem::offset_of!(Self, output),
                    <__output<T> as __nw::Parameters<T>>::SCHEMA,
                ),
            ],
        };
    }
    impl<T: ::netwright::scalar::Real> __nw::Layer<T> for Graph<T> {
        type In = __nw::Const<4>;
        type Out = __nw::Const<3>;
        type Scratch = [T; 24];
        const AXES: ::core::option::Option<__nw::Shape> = ::core::option::Option::Some(
            <<Self as __nw::Network>::InputShape as __nw::ShapeType>::SHAPE,
        );
        const OUTPUT: __nw::Shape = <<Self as __nw::Network>::OutputShape as __nw::ShapeType>::SHAPE;
        const STEPS: &'static [__nw::Step] = &[
            __nw::Step {
                name: "first",
                layer: "Linear",
                from: &["input"],
                inputs: &[__nw::Shape::new(&[4])],
                output: __nw::Shape::new(&[8]),
                ..__nw::step::<T, __first<T>>()
            },
            __nw::Step {
                name: "tanh",
                layer: "Tanh",
                from: &["first"],
                inputs: &[__nw::Shape::new(&[8])],
                output: __nw::Shape::new(&[8]),
                ..__nw::step::<T, __tanh>()
            },
            __nw::Step {
                name: "second",
                layer: "Linear",
                from: &["tanh"],
                inputs: &[__nw::Shape::new(&[8])],
                output: __nw::Shape::new(&[8]),
                ..__nw::step::<T, __second<T>>()
            },
            __nw::Step {
                name: "sum",
                layer: "Add",
                from: &["tanh", "second"],
                inputs: &[__nw::Shape::new(&[8]), __nw::Shape::new(&[8])],
                output: __nw::Shape::new(&[8]),
                ..__nw::step::<T, __sum>()
            },
            __nw::Step {
                name: "both",
                layer: "Concat",
                from: &["input", "sum", "input"],
                inputs: &[
                    __nw::Shape::new(&[4]),
                    __nw::Shape::new(&[8]),
                    __nw::Shape::new(&[4]),
                ],
                output: __nw::Shape::new(&[16]),
                ..__nw::step::<T, __both>()
            },
            __nw::Step {
                name: "output",
                layer: "Linear",
                from: &["both"],
                inputs: &[__nw::Shape::new(&[16])],
                output: __nw::Shape::new(&[3]),
                ..__nw::step::<T, __output<T>>()
            },
        ];
        const MACS: usize = __nw::macs(Self::STEPS);
        #[cfg_attr(not(debug_assertions), inline(always))]
        fn infer<Batch: __nw::Dim, Set: __nw::Simd>(
            &self,
            simd: Set,
            pass: __nw::Infer<'_, T, Self, Batch>,
        ) {
            let __nw::Infer { input, output, scratch, .. } = pass;
            simd.run(
                #[inline(always)]
                move || {
                    let mut slots = __nw::Slots::new(scratch, input.shape_generic().1);
                    let (_, tanh) = slots.step::<__nw::Const<8>>(0);
                    __nw::infer_with_epilogue(
                        &self.first,
                        &self.tanh,
                        simd,
                        __nw::Infer::new(input, tanh),
                    );
                    let (values, second) = slots.step::<__nw::Const<8>>(8);
                    __nw::Layer::<
                        T,
                    >::infer(
                        &self.second,
                        simd,
                        __nw::Infer::new(values.value::<__nw::Const<8>>(0), second),
                    );
                    let (values, sum) = slots.step::<__nw::Const<8>>(16);
                    __nw::Layer::<
                        T,
                    >::infer(
                        &self.sum,
                        simd,
                        __nw::Infer::new(
                            [
                                values.value::<__nw::Const<8>>(0),
                                values.value::<__nw::Const<8>>(8),
                            ],
                            sum,
                        ),
                    );
                    let (values, both) = slots.step::<__nw::Const<16>>(0);
                    __nw::Layer::<
                        T,
                    >::infer(
                        &self.both,
                        simd,
                        __nw::Infer::new(
                            (input, (values.value::<__nw::Const<8>>(16), input)),
                            both,
                        ),
                    );
                    let values = slots.last();
                    __nw::Layer::<
                        T,
                    >::infer(
                        &self.output,
                        simd,
                        __nw::Infer::new(values.value::<__nw::Const<16>>(0), output),
                    );
                },
            );
        }
    }
    #[if_train]
    /// Memory of a pass through [`Graph`], kept from forward to backward.
    pub struct GraphSaved<T: ::netwright::scalar::Real, Batch: __nw::Dim> {
        first: <__first<T> as __nw::Differentiable<T>>::Saved<Batch>,
        tanh: __nw::Record<T, __tanh, Batch>,
        second: __nw::Record<T, __second<T>, Batch>,
        sum: __nw::Record<T, __sum, Batch>,
        both: __nw::Record<T, __both, Batch>,
        output_value: <__output<T> as __nw::Differentiable<T>>::Saved<Batch>,
        input_gradient: __nw::Buffer<T, __nw::Const<4>, Batch>,
        input_part: __nw::Buffer<T, __nw::Const<4>, Batch>,
        tanh_part: __nw::Buffer<T, __nw::Const<8>, Batch>,
    }
    #[if_train]
    impl<T: ::netwright::scalar::Real, Batch: __nw::Dim> ::core::default::Default
    for GraphSaved<T, Batch> {
        fn default() -> Self {
            Self {
                first: ::core::default::Default::default(),
                tanh: ::core::default::Default::default(),
                second: ::core::default::Default::default(),
                sum: ::core::default::Default::default(),
                both: ::core::default::Default::default(),
                output_value: ::core::default::Default::default(),
                input_gradient: ::core::default::Default::default(),
                input_part: ::core::default::Default::default(),
                tanh_part: ::core::default::Default::default(),
            }
        }
    }
    #[if_train]
    impl<T: ::netwright::scalar::Real, Batch: __nw::Dim> __nw::Saved<Batch>
    for GraphSaved<T, Batch> {
        fn reserve(&mut self, batch: Batch) {
            __nw::Saved::reserve(&mut self.first, batch);
            __nw::Saved::reserve(&mut self.tanh, batch);
            __nw::Saved::reserve(&mut self.second, batch);
            __nw::Saved::reserve(&mut self.sum, batch);
            __nw::Saved::reserve(&mut self.both, batch);
            __nw::Saved::reserve(&mut self.output_value, batch);
            __nw::Saved::reserve(&mut self.input_gradient, batch);
            __nw::Saved::reserve(&mut self.input_part, batch);
            __nw::Saved::reserve(&mut self.tanh_part, batch);
        }
    }
    #[if_train]
    impl<T: ::netwright::scalar::Real> __nw::Differentiable<T> for Graph<T> {
        type Saved<Batch: __nw::Dim> = GraphSaved<T, Batch>;
        const TRAINING_SCRATCH: __nw::ScratchSize = __nw::ScratchSize::NONE;
        fn forward_train<Batch: __nw::Dim, Set: __nw::Simd>(
            &self,
            simd: Set,
            pass: __nw::Forward<'_, T, Self, Batch>,
        ) {
            let __nw::Forward { input, output, saved, rng, .. } = pass;
            let batch = input.shape_generic().1;
            simd.run(
                #[inline(always)]
                move || {
                    __nw::infer_with_epilogue(
                        &self.first,
                        &self.tanh,
                        simd,
                        __nw::Infer::new(input, saved.tanh.value.view_mut(batch)),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.second,
                        simd,
                        __nw::Forward::new(
                            saved.tanh.value.view(batch),
                            saved.second.value.view_mut(batch),
                            &mut saved.second.saved,
                            rng,
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.sum,
                        simd,
                        __nw::Forward::new(
                            [
                                saved.tanh.value.view(batch),
                                saved.second.value.view(batch),
                            ],
                            saved.sum.value.view_mut(batch),
                            &mut saved.sum.saved,
                            rng,
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.both,
                        simd,
                        __nw::Forward::new(
                            (input, (saved.sum.value.view(batch), input)),
                            saved.both.value.view_mut(batch),
                            &mut saved.both.saved,
                            rng,
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.output,
                        simd,
                        __nw::Forward::new(
                            saved.both.value.view(batch),
                            output,
                            &mut saved.output_value,
                            rng,
                        ),
                    );
                },
            );
        }
        fn backward<Batch: __nw::Dim, Set: __nw::Simd>(
            &self,
            simd: Set,
            pass: __nw::Backward<'_, T, Self, Batch>,
            gradient: &mut Self,
        ) {
            let __nw::Backward {
                input,
                output,
                saved,
                output_gradient,
                input_gradient,
                ..
            } = pass;
            let batch = input.shape_generic().1;
            simd.run(
                #[inline(always)]
                move || {
                    let wanted = input_gradient.is_some();
                    let pass = __nw::Backward::new(
                        saved.both.value.view(batch),
                        output,
                        &mut saved.output_value,
                        output_gradient,
                        ::core::option::Option::Some(saved.both.gradient.view_mut(batch)),
                    );
                    __nw::Differentiable::<
                        T,
                    >::backward(&self.output, simd, pass, &mut gradient.output);
                    let pass = __nw::Backward::new(
                        (input, (saved.sum.value.view(batch), input)),
                        saved.both.value.view(batch),
                        &mut saved.both.saved,
                        saved.both.gradient.view(batch),
                        ::core::option::Option::Some((
                            saved.input_gradient.view_mut(batch),
                            (
                                saved.sum.gradient.view_mut(batch),
                                saved.input_part.view_mut(batch),
                            ),
                        )),
                    );
                    __nw::Differentiable::<
                        T,
                    >::backward(&self.both, simd, pass, &mut gradient.both);
                    if wanted {
                        __nw::accumulate(
                            saved.input_gradient.view_mut(batch),
                            saved.input_part.view(batch),
                        );
                    }
                    let pass = __nw::Backward::new(
                        [saved.tanh.value.view(batch), saved.second.value.view(batch)],
                        saved.sum.value.view(batch),
                        &mut saved.sum.saved,
                        saved.sum.gradient.view(batch),
                        ::core::option::Option::Some([
                            saved.tanh.gradient.view_mut(batch),
                            saved.second.gradient.view_mut(batch),
                        ]),
                    );
                    __nw::Differentiable::<
                        T,
                    >::backward(&self.sum, simd, pass, &mut gradient.sum);
                    let pass = __nw::Backward::new(
                        saved.tanh.value.view(batch),
                        saved.second.value.view(batch),
                        &mut saved.second.saved,
                        saved.second.gradient.view(batch),
                        ::core::option::Option::Some(saved.tanh_part.view_mut(batch)),
                    );
                    __nw::Differentiable::<
                        T,
                    >::backward(&self.second, simd, pass, &mut gradient.second);
                    __nw::accumulate(
                        saved.tanh.gradient.view_mut(batch),
                        saved.tanh_part.view(batch),
                    );
                    __nw::backward_in_place(
                        &self.tanh,
                        simd,
                        saved.tanh.value.view(batch),
                        saved.tanh.gradient.view_mut(batch),
                    );
                    let pass = __nw::Backward::new(
                        input,
                        saved.tanh.value.view(batch),
                        &mut saved.first,
                        saved.tanh.gradient.view(batch),
                        if wanted {
                            ::core::option::Option::Some(
                                saved.input_part.view_mut(batch),
                            )
                        } else {
                            ::core::option::Option::None
                        },
                    );
                    __nw::Differentiable::<
                        T,
                    >::backward(&self.first, simd, pass, &mut gradient.first);
                    if wanted {
                        __nw::accumulate(
                            saved.input_gradient.view_mut(batch),
                            saved.input_part.view(batch),
                        );
                    }
                    if let ::core::option::Option::Some(mut input_gradient) = input_gradient {
                        input_gradient.copy_from(&saved.input_gradient.view(batch));
                    }
                },
            );
        }
        fn inspect<'saved, Batch: __nw::Dim, Each: __nw::Inspector<'saved, T>>(
            &self,
            saved: &'saved Self::Saved<Batch>,
            batch: Batch,
            inspector: &mut Each,
        ) {
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "first",
                        &self.first,
                        &saved.first,
                        batch,
                        __nw::Kept::WithNext,
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "tanh",
                        &self.tanh,
                        &saved.tanh.saved,
                        batch,
                        __nw::Kept::of(&saved.tanh, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "second",
                        &self.second,
                        &saved.second.saved,
                        batch,
                        __nw::Kept::of(&saved.second, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "sum",
                        &self.sum,
                        &saved.sum.saved,
                        batch,
                        __nw::Kept::of(&saved.sum, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "both",
                        &self.both,
                        &saved.both.saved,
                        batch,
                        __nw::Kept::of(&saved.both, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "output",
                        &self.output,
                        &saved.output_value,
                        batch,
                        __nw::Kept::Output,
                    ),
                );
        }
        fn initialize(&mut self, _: __nw::Init, rng: &mut dyn __nw::Rng) {
            let _ = &rng;
            __nw::Differentiable::<
                T,
            >::initialize(&mut self.first, __nw::Init::XavierUniform, rng);
            __nw::Differentiable::<
                T,
            >::initialize(&mut self.second, __nw::Init::Default, rng);
            __nw::Differentiable::<
                T,
            >::initialize(&mut self.output, __nw::Init::Default, rng);
        }
    }
    impl<T: ::netwright::scalar::Real> __nw::Signature for Graph<T> {
        type Scalar = T;
        type InDim = __nw::Const<4>;
        type Inputs = __nw::Const<4>;
        type OutDim = __nw::Const<3>;
        type Meaning = <Self as __nw::OutputMeaning>::Given<__nw::Logits>;
    }
    impl<T: ::netwright::scalar::Real> __nw::OutputMeaning for Graph<T> {
        type Given<TInput: __nw::Meaning> = __nw::Logits;
    }
    impl<T: ::netwright::scalar::Real> __nw::Network for Graph<T> {
        type InputShape = __nw::Rank1<__nw::typenum::U4>;
        type OutputShape = __nw::Rank1<__nw::typenum::U3>;
        const NAME: &'static str = "Graph";
    }
    impl<T: ::netwright::scalar::Real> __nw::Classifier for Graph<T> {
        type Class = ::core::primitive::usize;
        fn class_at(index: ::core::primitive::usize) -> ::core::primitive::usize {
            index
        }
    }
    impl<T: ::netwright::scalar::Real> __nw::Counted for Graph<T> {
        type Parameters = __nw::typenum::U155;
        type Steps = (
            __nw::StepType<
                __nw::Rank1<__nw::typenum::U4>,
                __nw::Rank1<__nw::typenum::U8>,
                __nw::typenum::U40,
            >,
            (
                __nw::StepType<
                    __nw::Rank1<__nw::typenum::U8>,
                    __nw::Rank1<__nw::typenum::U8>,
                    __nw::typenum::U0,
                >,
                (
                    __nw::StepType<
                        __nw::Rank1<__nw::typenum::U8>,
                        __nw::Rank1<__nw::typenum::U8>,
                        __nw::typenum::U64,
                    >,
                    (
                        __nw::StepType<
                            (
                                __nw::Rank1<__nw::typenum::U8>,
                                __nw::Rank1<__nw::typenum::U8>,
                            ),
                            __nw::Rank1<__nw::typenum::U8>,
                            __nw::typenum::U0,
                        >,
                        (
                            __nw::StepType<
                                (
                                    __nw::Rank1<__nw::typenum::U4>,
                                    (
                                        __nw::Rank1<__nw::typenum::U8>,
                                        __nw::Rank1<__nw::typenum::U4>,
                                    ),
                                ),
                                __nw::Rank1<__nw::typenum::U16>,
                                __nw::typenum::U0,
                            >,
                            (
                                __nw::StepType<
                                    __nw::Rank1<__nw::typenum::U16>,
                                    __nw::Rank1<__nw::typenum::U3>,
                                    __nw::typenum::U51,
                                >,
                                (),
                            ),
                        ),
                    ),
                ),
            ),
        );
        type Decimal = __nw::Const<
            {
                <Graph<
                    ::core::primitive::f32,
                > as __nw::Parameters<::core::primitive::f32>>::COUNT
            },
        >;
    }
    const _: () = __nw::assert_counted::<Graph<::core::primitive::f32>>();
    impl<T: ::netwright::scalar::Real> __nw::Takes<4> for Graph<T> {}
    impl<T: ::netwright::scalar::Real> __nw::Gives<3> for Graph<T> {}
    impl<T: ::netwright::scalar::Real> __nw::ClassifierOf<3> for Graph<T> {}
    #[allow(dead_code)]
    impl Graph {
        /// The number of parameters.
        const PARAMS: usize = <Self as __nw::Network>::PARAMS;
        /// The multiply-accumulate operations of the matrices, for one sample.
        const MACS: usize = <Self as __nw::Layer<::core::primitive::f32>>::MACS;
        /// The bytes of the activations and the output of one sample at inference.
        const RAM_BYTES: usize = <Self as __nw::Network>::RAM_BYTES;
        /// The bytes of the parameters and statistics.
        const FLASH_BYTES: usize = <Self as __nw::Network>::FLASH_BYTES;
        /// The steps with their shapes.
        const STEPS: &'static [__nw::Step] = <Self as __nw::Layer<
            ::core::primitive::f32,
        >>::STEPS;
        /// The table of the steps, with shapes and numbers of parameters.
        #[must_use]
        fn summary() -> __nw::Summary {
            <Self as __nw::Describe>::summary()
        }
        /// The graph in the language of Mermaid.
        #[must_use]
        fn mermaid() -> __nw::Mermaid {
            <Self as __nw::Describe>::mermaid()
        }
        /// The graph in the language DOT, for Graphviz.
        #[must_use]
        fn dot() -> __nw::Dot {
            <Self as __nw::Describe>::dot()
        }
        #[if_train]
        /// A network with all parameters zero, created in place on the heap; also the place for
        /// gradients.
        #[must_use]
        fn zeros() -> __nw::Box<Self> {
            <Self as __nw::Trainable>::zeros()
        }
        #[if_train]
        /// A network with random initial parameters, created in place on the heap.
        #[must_use]
        fn init(rng: &mut impl __nw::Rng) -> __nw::Box<Self> {
            <Self as __nw::Trainable>::init(rng)
        }
        #[if_weights]
        /// A network with the parameters of a safetensors file, which must fit it in everything.
        fn load(
            path: impl ::core::convert::AsRef<__nw::FilePath>,
        ) -> ::core::result::Result<__nw::Box<Self>, __nw::Error> {
            <Self as __nw::Persist>::load(path)
        }
    }
};
